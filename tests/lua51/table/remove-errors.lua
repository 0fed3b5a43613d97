-- Wrong arguments.
print(pcall(table.remove))
print(pcall(table.remove, 1))
print(pcall(table.remove, {1, 2}, "x"))
print(pcall(table.remove, {1, 2}, {}))
print(pcall(table.remove, {1, 2}, nil))
print(pcall(table.remove, {1, 2}, 1 / 0))
print(pcall(function() table.remove("abc", 1) end))
