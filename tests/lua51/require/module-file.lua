-- A file that is a module, in the style of 5.1.
local f = io.open("shapes.lua", "w")
f:write([[
local sqrt = math.sqrt
local setmetatable = setmetatable
module("shapes")
local class = {}
class.__index = class
function new(x, y) return setmetatable({x = x, y = y}, class) end
function class:length() return sqrt(self.x * self.x + self.y * self.y) end
function fails() return print("no globals here") end
]])
f:close()
package.path, package.cpath = "./?.lua", ""
print(require "shapes" == shapes)
print(shapes.new(3, 4):length())
print(pcall(shapes.fails))
local names = {}
for name in pairs(shapes) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
