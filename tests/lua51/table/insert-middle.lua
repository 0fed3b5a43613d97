-- Before others, which move up.
local t = {"a", "b", "c"}
table.insert(t, 1, "first")
print(table.concat(t, " "))
table.insert(t, 3, "third")
print(table.concat(t, " "))
table.insert(t, #t, "before the last")
print(table.concat(t, " "))
table.insert(t, #t + 1, "last")
print(table.concat(t, " "))
table.insert(t, 2.9, "cut")
print(table.concat(t, " "))
table.insert(t, "2", "of digits")
print(table.concat(t, " "))
