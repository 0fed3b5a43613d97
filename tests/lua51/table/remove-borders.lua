-- What is not in the list is not touched, and nothing is returned.
local t = {"a", "b", [0] = "zero", [500] = "five"}
print(select("#", table.remove(t, 0)), t[0])
print(select("#", table.remove(t, 3)), t[3])
print(select("#", table.remove(t, -1)))
print(select("#", table.remove(t, 500)), t[500])
print(#t, t[1], t[2])
print(select("#", table.remove({})), select("#", table.remove({}, 1)), select("#", table.remove({}, 0)))
t = {x = 1}
print(table.remove(t), t.x)
t = {false}
print(table.remove(t), #t)
