-- Wrong arguments.
print(pcall(table.sort))
print(pcall(table.sort, 1))
print(pcall(table.sort, {}, 1))
print(pcall(table.sort, {1, 2}, {}))
print(pcall(table.sort, {1, 2}, "x"))
print(pcall(table.sort, {}, setmetatable({}, {__call = function() return true end})))
print(pcall(table.sort, {2, 1}, nil, "ignored"))
