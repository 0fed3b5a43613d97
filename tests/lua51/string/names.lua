local names = {} for k, v in pairs(string) do names[#names + 1] = k .. ":" .. type(v) end
table.sort(names) print(table.concat(names, " "))
print(string.gfind == string.gmatch, package.loaded.string == string, require "string" == string)
