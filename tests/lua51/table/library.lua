-- What the library has, no more.
local names = {}
for name, value in pairs(table) do names[#names + 1] = name .. " " .. type(value) end
table.sort(names)
print(table.concat(names, "\n"))
print(table == package.loaded.table, table == require "table")
print(getmetatable(table))
