-- and and or give values, and skip what they need not evaluate.
local function boom() error("evaluated") end
print(nil and boom(), false and boom(), 1 or boom(), "" or boom(), 0 or boom())
print(nil or false, false or nil, false and nil, nil and false, 1 and 2, nil or "x")
print(1 and nil or 3, false == nil, not nil == true, not 0)
local t = {}
t.x = t.x or {} t.x.n = (t.x.n or 0) + 1 t.x.n = (t.x.n or 0) + 1
print(t.x.n)
local function opt(a) a = a == nil and "default" or a return a end
print(opt(), opt(1), opt(false))
local a, b = nil or 1 and 2, (nil or 1) and 2
print(a, b, 1 == 1 and 2 == 2 and "both" or "no")
print((function(...) return ... or "none" end)(nil, 1), (1 and (function() return 1, 2 end)()))
local x = 5
local s = x > 3 and x < 10 and "in" or "out"
print(s, x < 3 and 1 or x < 4 and 2 or x < 6 and 3, not (x > 3) == false)
