-- The largest positive number among the keys, whole or not.
print(table.maxn {})
print(table.maxn {1, 2, 3})
print(table.maxn {[10] = true})
print(table.maxn {1, 2, [7.5] = 1, [-20] = 1, x = 1})
print(table.maxn {[-1] = 1, [-2] = 2})
print(table.maxn {[1e300] = 1, [5] = 1})
print(table.maxn {1, nil, 3})
print(table.maxn {["10"] = 1})
local t = {1, 2, 3}
t[3] = nil
print(table.maxn(t))
print(table.maxn {[1 / 0] = 1})
print(pcall(table.maxn))
print(pcall(table.maxn, 1))
