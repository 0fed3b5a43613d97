local names = {}
for k, v in pairs(os) do names[#names + 1] = k .. "=" .. type(v) end
table.sort(names) print(table.concat(names, " "))
print(require "os" == os, package.loaded.os == os, package.loaded.io == io)
names = {}
for k, v in pairs(io) do if k ~= "fileno" and k ~= "fdopen" then names[#names + 1] = k .. "=" .. type(v) end end
table.sort(names) print(table.concat(names, " "))
