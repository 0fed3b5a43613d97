-- Definitions of functions with paths and self.
a = {b = {c = {}}} function a.f(...) return "a.f", ... end function a.b.f(x) return "a.b.f", x end function a.b.c:m(x) return self == a.b.c, x end function a:m(...) return self == a, select("#", ...) end
print(a.f(1)) print(a.b.f(2)) print(a.b.c:m(3)) print(a:m(4, nil)) print(a.m("other"))
local t = {} local function t2() end function t.x() return t2 end print(t.x() == t2)
print(pcall(loadstring("local t = {} function t.y.z() end", "=x"))) print(pcall(loadstring("function nothing.x() end", "=x"))) print(loadstring("function a[1]() end", "=x")) print(loadstring("function a:b.c() end", "=x")) print(loadstring("local function a.b() end", "=x")) print(loadstring("function (x) end", "=x")) print(loadstring("function() end", "=x")) print(loadstring("x = function y() end", "=x"))
local function va(...) local a, b = ... return a, b, ... end print(va(1)) print((va(1, 2))) local function fixed(a, b) return a, b end print(fixed(1, 2, 3)) print(fixed()) print((function(...) return select("#", ...) end)(nil, nil)) print((function(a, ...) return a, ... end)(1, 2, 3))
print(debug.getinfo(a.f, "S").linedefined, debug.getinfo(va, "S").lastlinedefined)
