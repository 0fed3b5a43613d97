-- Environments by function and by level.
local env = {print = print}
local function f() return x end
print(getfenv(f) == _G, debug.getfenv(f) == _G)
print(setfenv(f, {x = "in env"}) == f, f(), getfenv(f).x)
print(debug.setfenv(f, {x = "in debug's"}) == f, f())
local function level1() setfenv(1, {y = "mine"}) return y end
print(level1())
local function level2() local function inner() setfenv(2, {z = "caller's"}) end inner() return z end
print(level2())
print(getfenv() == _G, getfenv(1) == _G, getfenv(0) == _G, getfenv(2) == _G)
print(getfenv(print) == _G)
print(pcall(setfenv, print, {}))
print(pcall(getfenv, 100))
print(pcall(getfenv, -1))
print(pcall(getfenv, {}))
print(pcall(setfenv, 1))
print(pcall(setfenv, 100, {}))
print(pcall(setfenv, "x", {}))
print(pcall(debug.setfenv, 1, {}))
print(pcall(debug.setfenv, {}, {}))
print(pcall(debug.setfenv, f, 1))
print(pcall(debug.getfenv), debug.getfenv(1), debug.getfenv({}))
local function tail() return getfenv(2) end
print(pcall(function() return tail() end))
local co = coroutine.create(function() return v end)
print(debug.getfenv(co) == _G, debug.setfenv(co, {}) == co, debug.getfenv(co) == _G)
