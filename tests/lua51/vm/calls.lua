local function f(a, b, c) return a, b, c end
print(f()) print(f(1)) print(f(1, 2, 3, 4)) print((f(1, 2))) print(f(f(1, 2)))
local t = {f(1, 2, 3), f(4, 5, 6)} print(#t, t[2], t[4])
local o = {n = 1} function o:get(x) return self.n, x end function o.plain(x) return x end
print(o:get(5), o.plain(6), o.get({n = 9}, 1))
print(("%d"):format(3), ("x"):rep(2))
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end print(fact(20))
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end print(loop(100000, 0))
local even, odd function even(n) if n == 0 then return true end return odd(n - 1) end function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10001))
print(pcall(function() local x x() end))
print(pcall(function() undefined() end))
print(pcall(function() o.missing() end))
print(pcall(function() o:missing() end))
print(pcall(function() o.n() end))
print(pcall(function() ("x")() end))
print(pcall(function() o.a.b() end))
print(pcall(function() return o.missing() end))
print(select("#", (function() end)())) print((function() end)() == nil)
print(type(f) == "function", (function(...) return select("#", ...) end)(nil, nil))
local function many(n) if n == 0 then return end return n, many(n - 1) end
print(select("#", many(200)), (select(200, many(200))))
print(pcall(string.rep, "x", -1)) print(#{many(150)})
return f(1)
