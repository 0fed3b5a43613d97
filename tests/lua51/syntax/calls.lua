-- The forms of a call.
local function show(...) print(select("#", ...), ...) return show end
show() show(nil) show "text" show 'text' show [[text]]
local t = {} function t.f(...) print("f", select("#", ...)) return t end function t:m(...) print("m", self == t, select("#", ...)) return self end
t.f() t.f(1, 2) t:m() t:m "a" t:m {} .f() t:m(1):m(2):m "3" t["f"]("x") t["m"](t.f(), 4); (t.f)(5)
t.f {1, 2}:m [[long]] print(("x"):rep(3), ("%d"):format(7), #("abc"):upper())
local s = "method" print(s:len(), s:sub(2, 3):upper())
local function id(...) return ... end
print(id(1, 2, 3)) print((id(1, 2, 3))) print(id(1, 2), id(3, 4)) print(id(), id(), 1) print((id())) print(#{id(1, 2), id(3, 4)})
