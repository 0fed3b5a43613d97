-- All that the library has.
local names = {}
for name, f in pairs(debug) do names[#names + 1] = name .. ":" .. type(f) end
table.sort(names)
print(table.concat(names, "\n"))
