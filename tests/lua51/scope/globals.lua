-- Reading, setting and hiding globals.
print(undefined, _G.undefined, rawget(_G, "undefined"))
newone = 1
print(_G.newone, _G["newone"], rawget(_G, "newone"))
_G.other = 2
print(other)
local _G = { print = "not print" }
print(type(_G.print), type(print))
setmetatable(getfenv(), { __index = function(_, k) return "no " .. k end, __newindex = function(t, k, v) rawset(t, k, v and v .. "!") end })
print(missing, newone)
made = "made"
print(made)
made = "again"
print(made)
setmetatable(getfenv(), nil)
print(missing)
