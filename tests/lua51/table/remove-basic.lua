-- From the end, the front and between.
local t = {"a", "b", "c", "d"}
print(table.remove(t), #t)
print(table.remove(t, 1), #t, t[1], t[2])
print(table.remove(t, 2), #t, t[1])
print(table.remove(t), #t)
print(table.remove(t), #t)
print(select("#", table.remove(t)))
t = {1, 2, 3}
print(table.remove(t, #t), #t)
print(table.remove(t, 1.7), t[1])
print(table.remove(t, "1"), #t)
