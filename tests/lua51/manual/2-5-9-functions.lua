-- Section 2.5.9: parameters, varargs and the colon.
local function f(a, b) return a, b end
local function g(a, b, ...) return a, b, select("#", ...), ... end
local function r() return 1, 2, 3 end
print(f(3)) print(f(3, 4)) print(f(3, 4, 5)) print(f(r(), 10)) print(f(r()))
print(g(3)) print(g(3, 4)) print(g(3, 4, 5, 8)) print(g(5, r()))
local t = { a = { b = { c = {} } } }
function t.a.b.c:f(x) return self == t.a.b.c, x end
function t.a.b.c.g(x, y) return x, y end
print(t.a.b.c:f(1)) print(t.a.b.c.f(2)) print(t.a.b.c:g(1) == t.a.b.c, t.a.b.c.g(1, 2))
local rec = function(n) return rec and "global rec" or "no rec yet" end
print(rec(1))
