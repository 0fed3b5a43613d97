-- From i to j, also outside of the list.
local t = {"a", "b", "c", "d", [0] = "zero", [-1] = "minus"}
print(table.concat(t, ",", 2))
print(table.concat(t, ",", 2, 3))
print(table.concat(t, ",", 3, 3))
print(table.concat(t, ",", 4, 3) == "")
print(table.concat(t, ",", 5) == "")
print(table.concat(t, ",", -1, 1))
print(table.concat(t, ",", 1, 2.9))
print(table.concat(t, ",", 1.9, 2))
print(table.concat(t, ",", "2", "3"))
print(table.concat(t, ",", nil, 2))
print(table.concat(t, ",", 2, nil))
print(table.concat(t, ",", 2 ^ 32 + 1, 2 ^ 32 + 2))
