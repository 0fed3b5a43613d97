-- Section 2.5.7: what a table constructor stands for.
local function f(x) return x * 2, x * 3 end
local g, x = "key", 45
local a = { [g] = "g's", "x", "y"; x = 1, f(1), [30] = 23; 45 }
print(a[g], a[1], a[2], a.x, a[3], a[4], a[5], a[30])
local b = { f(1), f(2) }
print(#b, b[1], b[2], b[3])
local c = { f(1), (f(2)) }
print(#c, c[2])
local d = { (f(1)) ; }
print(#d, d[1])
local e = { [1] = "explicit", "positional" }
print(e[1], #e)
local h = { x = 1, x = 2, ["x"] = 3 }
print(h.x)
print(#{ 1, 2, 3, nil }, #{ nil }, #{ nil, nil, 3 }, #{ n = 1 }, #{ 1, nil, 3 })
print(({ a = { b = { c = "deep" } } }).a.b.c)
print(loadstring("return { , }"), loadstring("return { 1,, 2 }"))
