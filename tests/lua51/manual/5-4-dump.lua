-- string.dump and what loads it again: upvalues are fresh, the environment is the globals.
local n = 5
local function f(x, ...) n = (n or 10) + x return n, select("#", ...), ... end
local text = string.dump(f)
print(type(text), text:sub(1, 4) == "\27Lua", text:byte(5, 12))
print(f(1)) print(pcall(loadstring(text), 1)) print(f(1))
local g = loadstring(text)
print(debug.setupvalue(g, 1, 100), debug.setupvalue(g, 2, 1))
print(g(2, "a", nil)) print(g(3)) print(f(0))
local h = loadstring(text, "=another name")
print(debug.getinfo(h, "S").source, debug.getinfo(h, "S").linedefined, h ~= g)
local inner = loadstring(string.dump(function() return function(a) local t = { a, [a] = 1 } return #t, t[a], tostring(nil) end end))()
print(inner("k"))
print(loadstring(string.dump(loadstring("return ...", "=given")))(1, 2))
print(pcall(loadstring(string.dump(loadstring("local x = 1\nerror('here')", "=given")))))
setfenv(f, { select = select })
x_global = "of _G"
local env = loadstring(string.dump(function() return x_global end))
print(env(), setfenv(env, { x_global = "other" })())
local i = 0
print(load(function() i = i + 1 return text:sub(i, i) ~= "" and text:sub(i, i) or nil end) ~= nil)
print(loadstring(string.dump(loadstring(text)))  ~= nil)
print(pcall(string.dump, print)) print(pcall(string.dump)) print(pcall(string.dump, coroutine.wrap(f)))
