-- module makes the environment of its caller a table.
local print, pcall, rawget, type, G = print, pcall, rawget, type, _G
package.preload["my.mod"] = loadstring([[
module(...)
function greet() return "hello from " .. _NAME .. " in '" .. _PACKAGE .. "'" end
value = 42
]], "=my.mod")
local m = require "my.mod"
print(m.greet and pcall(m.greet), m.value, my.mod == m, m._M == m, m._NAME, m._PACKAGE)
print(rawget(_G, "value"), rawget(_G, "greet"))
package.preload.seer = loadstring("module(..., package.seeall) function f() return type(print), _NAME end x = 1")
local s = require "seer"
print(s.f())
print(rawget(s, "print"), s.print == print, s.x)
local function in_function()
  module("of.function", package.seeall)
  y = 2
  return _M
end
local f = in_function()
print(f.y, G.rawget(G, "y"), f == G.of["function"], f._PACKAGE)
module("main")
print(_NAME, _PACKAGE == "", _M == G.main, G.package.loaded.main == _M)
variable = "mine"
print(G.main.variable, G.rawget(G, "variable"))
