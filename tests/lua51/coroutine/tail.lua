-- A yield in a tail call, as the body of a coroutine, and beneath others.
local co = coroutine.wrap(function(...) return coroutine.yield(...) end)
print(co(1, 2)) print(co(3, 4))
local function f(n) if n == 0 then return coroutine.yield("bottom") end return f(n - 1) end
co = coroutine.wrap(f)
print(co(1000)) print(co("back"))
local function g(n) if n == 0 then return coroutine.yield("bottom") end local r = g(n - 1) return r end
co = coroutine.wrap(g)
print(co(1000)) print(co("back"))
co = coroutine.wrap(function() local x = 1 local function up() x = x + 1 coroutine.yield(x) return up end return up()() end)
print(co()) print(co())
