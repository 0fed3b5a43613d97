-- The border of a list without holes.
local t = {}
for i = 1, 10 do t[i] = i end
print(#t, table.getn(t))
for i = 10, 6, -1 do t[i] = nil end
print(#t)
t[6] = "x"
print(#t)
t = {n = 5}
print(#t)
t = {[1] = 1, [2] = 2, [3] = 3}
print(#t)
t = {nil, nil, 3}
t[1], t[2] = 1, 2
print(#t)
print(#{1, 2, 3, nil}, #{n = 1, 1, 2}, #{[0] = 1})
