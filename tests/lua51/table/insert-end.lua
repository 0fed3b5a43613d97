-- At the end of a list.
local t = {}
table.insert(t, "a")
table.insert(t, "b")
table.insert(t, 3)
print(#t, t[1], t[2], t[3])
print(table.insert(t, 4))
print(select("#", table.insert(t, 5)))
table.insert(t, false)
print(#t, t[6])
table.insert(t, nil)
print(#t)
for i = 1, 1000 do table.insert(t, i) end
print(#t, t[1006])
