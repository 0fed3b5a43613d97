-- Positions that are not in the list.
local t = {"a", "b"}
table.insert(t, 5, "x")
print(t[1], t[2], t[3], t[4], t[5])
t = {"a", "b"}
table.insert(t, 0, "x")
print(t[0], t[1], t[2], t[3])
t = {"a", "b"}
table.insert(t, -1, "x")
print(t[-1], t[0], t[1], t[2], t[3])
t = {}
table.insert(t, 1, "only")
print(t[1], #t)
t = {"a", "b", "c"}
table.insert(t, 2, nil)
print(t[1], t[2], t[3], t[4])
