-- Section 2.9: environments of functions, and what a chunk sees.
local env = { print = print }
local f = loadstring("x = 1 return x, y")
setfenv(f, env)
print(f()) print(env.x, x)
print(getfenv(f) == env, setfenv(f, _G) == f, getfenv(f) == _G)
print(pcall(setfenv, print, {})) print(pcall(setfenv, 50, {})) print(pcall(getfenv, 50)) print(pcall(getfenv, -1)) print(pcall(setfenv, f)) print(pcall(setfenv, f, 1))
local function level() setfenv(2, setmetatable({ changed = "yes" }, { __index = _G })) end
local function caller() level() return changed end
print(caller(), changed)
local co = coroutine.create(function() return getfenv(0) == _G, getfenv(1) == _G end)
print(coroutine.resume(co))
print(getfenv(coroutine.wrap(function() end)) == _G)
