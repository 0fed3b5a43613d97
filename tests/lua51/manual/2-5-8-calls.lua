-- Section 2.5.8: adjustment in every place, and the forms of a call.
local function f(...) return ... end
local function g() return f(1, 2, 3) end
f() print(f(1, 2), f(3, 4)) print(f(1, 2), (f(3, 4)))
print(g(), 5) print(5, g()) print((g()))
local t = { 1, g() }
print(#t)
t = { g(), 1 }
print(#t)
local o = { name = "o", method = function(self, ...) return self.name, ... end }
print(o:method(1, 2), o.method(o, 3))
print(o:method { 1 } == "o", o:method "x")
local s = "str"
print(s:upper(), s:rep(2):len(), ("%s"):format "q", #s:rep(3))
local function loop(n) if n > 0 then return loop(n - 1) end return "tail called" end
print(loop(200000))
print(type(f), (f)(7), ((f))(8))
