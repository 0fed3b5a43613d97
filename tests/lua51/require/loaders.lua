-- Loaders of one's own.
package.path, package.cpath = "./?.lua", ""
local mine = {}
table.insert(package.loaders, 2, function(name)
  if mine[name] then return function(...) return mine[name] .. " for " .. ... end end
  return "\n\tnothing of mine for '" .. name .. "'"
end)
mine.thing = "mine"
print(require "thing")
print(pcall(require, "other"))
table.insert(package.loaders, 1, function() return nil end)
table.insert(package.loaders, 1, function() return 42 end)
table.insert(package.loaders, 1, function() end)
print(pcall(require, "another"))
package.loaders[1] = function(name) error("loader fails for " .. name, 0) end
print(pcall(require, "x"))
package.loaders[1] = 5
print(pcall(require, "x"))
package.loaders = {}
print(pcall(require, "x"))
package.loaders = nil
print(pcall(require, "x"))
