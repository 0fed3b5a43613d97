-- Upvalues by number, in the order in which a function uses them.
local a, b = 1, 2
local function f() return b, a end
print(debug.getupvalue(f, 1))
print(debug.getupvalue(f, 2))
print(debug.getupvalue(f, 3))
print(select("#", debug.getupvalue(f, 3)), select("#", debug.getupvalue(f, 0)))
print(debug.setupvalue(f, 1, "B"), b)
print(debug.setupvalue(f, 2, nil), a, f())
print(debug.setupvalue(f, 3, 1))
print(select("#", debug.setupvalue(f, 3, 1)))
print(select("#", debug.getupvalue(print, 1)), select("#", debug.setupvalue(print, 1, 1)))
print(pcall(debug.getupvalue))
print(pcall(debug.getupvalue, 1, 1))
print(pcall(debug.getupvalue, f))
print(pcall(debug.getupvalue, f, {}))
print(pcall(debug.setupvalue, f, 1))
print(pcall(debug.setupvalue, 1, 1, 1))
local function counter() local n = 0 return function() n = n + 1 return n end end
local c1, c2 = counter(), counter()
c1() c1() c2()
print(debug.getupvalue(c1, 1)) print(debug.getupvalue(c2, 1))
debug.setupvalue(c1, 1, 10)
print(c1(), c2())
