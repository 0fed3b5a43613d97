-- What the loaders want of package's fields.
package.cpath = ""
package.path = nil
print(pcall(require, "x"))
package.path = 5
print(pcall(require, "x"))
package.path = {}
print(pcall(require, "x"))
package.path = "./?.lua"
package.cpath = nil
print(pcall(require, "x"))
package.cpath = ""
local p = package
package = nil
print(pcall(require, "x"))
package = p
local names = {}
for name, value in pairs(package) do names[#names + 1] = name .. ":" .. type(value) end
table.sort(names)
print(table.concat(names, " "))
