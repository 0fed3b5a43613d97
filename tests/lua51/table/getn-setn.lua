-- What is left of 5.0.
print(table.getn {1, 2, 3}, table.getn {})
print(pcall(table.getn))
print(pcall(table.getn, "x"))
print(pcall(table.setn, {}, 1))
print(pcall(table.setn, {}))
print(pcall(table.setn))
print(pcall(table.setn, 1, 1))
print(pcall(function() table.setn({}, 3) end))
