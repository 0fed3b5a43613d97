-- What loaded chunks take and give.
local f = loadstring("return ...") print(f()) print(f(1, nil, 3)) print(select("#", f(nil, nil))) print(loadstring("local a, b = ... return b, a")(1, 2))
print(loadstring("")()) print(select("#", loadstring("")())) print(loadstring("x = 5")()) print(x) print(loadstring("return 1, 2, 3")()) print(loadstring("return") ~= nil, loadstring("return;")())
print(type(loadstring("return function() return 7 end")()), loadstring("return function() return 7 end")()()) print(loadstring("return ... == nil")(), loadstring("return select('#', ...)")(1, 2)) print(pcall(loadstring("return arg.n"), 1)) print(loadstring("local arg = 1 return arg")())
local g = loadstring("n = (n or 0) + 1 return n") print(g(), g(), n, g() == n) print(loadstring("return 1") == loadstring("return 1"))
local env = {y = "in env"} print(setfenv(loadstring("return y"), env)()) print(getfenv(loadstring("")) == _G) print(loadstring(5 .. "") == nil, (loadstring(12)))
