local function f() return x end
x = "global"
print(f()) setfenv(f, {x = "own"}) print(f(), getfenv(f).x, getfenv(1) == _G, getfenv() == _G)
print(getfenv(0) == _G, getfenv(print) == _G)
local g = setfenv(function() x = "set" return _G.getfenv(1) end, {_G = _G}) print(g().x, x)
local function level() setfenv(2, setmetatable({}, {__index = _G})) end
local function h() level() y = 1 return y end print(h(), y)
setfenv(h, _G)
print(pcall(getfenv, 100)) print(pcall(getfenv, -1)) print(pcall(setfenv, print, {})) print(pcall(setfenv, 1)) print(pcall(setfenv, 100, {}))
local inner = setfenv(function() return function() return z end end, {z = "inherited"})() print(inner())
local chunk = loadstring("return w") setfenv(chunk, {w = "w"}) print(chunk())
print(getfenv(chunk).w, getfenv(loadstring("")) == _G)
setfenv(1, setmetatable({}, {__index = _G})) newglobal = 1 print(newglobal, rawget(_G, "newglobal"))
