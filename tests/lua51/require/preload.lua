-- package.preload goes before files.
package.path, package.cpath = "./?.lua", ""
package.preload.given = function(...) print("preload", ...) return "from preload" end
print(require "given", require "given")
package.preload.bad = 5
print(pcall(require, "bad"))
package.preload.text = "as a message"
print(pcall(require, "text"))
local f = io.open("shadowed.lua", "w") f:write("return 'file'") f:close()
package.preload.shadowed = function() return "preload" end
print(require "shadowed")
setmetatable(package.preload, {__index = function(_, name) return function() return "made for " .. name end end})
print(require "anything")
package.preload = 5
print(pcall(require, "more"))
