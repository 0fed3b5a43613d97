-- A chunk is a vararg function.
print(select("#", ...), ...)
local f = loadstring("local a, b = ... return select('#', ...), b, a")
print(f()) print(f(1)) print(f(1, 2, 3))
print(loadstring("return ...")(nil, nil))
print(pcall(loadstring("return function() return ... end") or error))
print(loadstring("return function() return ... end", "=c"))
print(loadstring("function f(a) return ... end", "=c"))
