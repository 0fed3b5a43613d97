-- Section 2.2: eight types.
print(type(nil), type(true), type(1), type("s"), type(print), type(function() end), type({}), type(io.stdout), type(coroutine.create(function() end)))
print(type(type), pcall(type))
local a, b = {}, {}
a.x = 1
local c = a
c.x = 2
print(a.x, a == c, a == b, rawequal(a, c))
print(if_nil == nil, false == nil, not nil, not false, not 0, not "")
local t = { print, "x" }
t.name = "field" t["name 2"] = "other" t[print] = "by function"
print(t.name, t["name 2"], t[print], t[1] == print)
print(({ 10, 20, 30 })[2], ({ n = 1 }).n, ("x").rep("ab", 2))
