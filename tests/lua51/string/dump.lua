local function add(a, b) local c = a + b return c, "sum" end
local d = string.dump(add)
print(type(d), d:sub(1, 5) == "\27LuaQ", #d > 20)
local f = loadstring(d) print(type(f), f ~= add, f(2, 3)) print(loadstring(d, "other")(4, 5))
print(load((function() local at = 0 return function() at = at + 1 return d:sub(at, at) end end)())(6, 7))
print(loadstring(string.dump(loadstring("local n = ... return n, select('#', ...)", "=chunk")))(1, 2, 3))
local count = 0
local function counter() count = (count or 100) + 1 return count end
print(counter(), counter(), count, loadstring(string.dump(counter))(), count)
local fact = loadstring(string.dump(function(n) local function f(n) if n < 2 then return 1 end return n * f(n - 1) end return f(n) end)) print(fact(10))
print(pcall(loadstring(string.dump(function() error("here") end))))
print(setfenv(loadstring(string.dump(function() return x end)), {x = 42})())
print(pcall(string.dump, print)) print(pcall(string.dump, {}))
