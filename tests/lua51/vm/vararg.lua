local function f(...) return ... end
print(f(), (f(1, 2)), f(1, 2)) print(select("#", f(nil, nil)))
local function g(a, ...) local b, c = ... return a, b, c, select("#", ...) end
print(g()) print(g(1)) print(g(1, 2)) print(g(1, 2, 3, 4))
local function old(...) return arg.n, arg[1], arg[2] end print(old()) print(old(5, nil)) print(old(1, 2, 3))
local function both(a, ...) return arg, ... end print(both(1, 2))
local function pack(...) return {n = select("#", ...), ...} end
local t = pack(1, nil, 3, nil) print(t.n, #t == 3 or #t == 1, t[3])
print((function(...) local t = {..., "end"} return #t, t[1], t[2] end)("a", "b"))
print((function(...) local t = {"first", ...} return #t, t[3] end)("a", "b"))
local function sum(...) local s = 0 for i = 1, select("#", ...) do s = s + (select(i, ...)) end return s end print(sum(1, 2, 3, 4))
local function rec(n, ...) if n == 0 then return ... end return rec(n - 1, n, ...) end print(rec(5))
local big = {} for i = 1, 3000 do big[i] = i end print(select("#", f(unpack(big))), (select(3000, f(unpack(big)))))
print(pcall(function(...) return #{...} end, unpack(big)))
local function keep(...) local a = {...} return function() return unpack(a) end end print(keep(1, 2, 3)())
print((...))
