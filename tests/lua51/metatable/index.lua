-- __index: a table, a function, a chain of them; only where there is no value.
local base = {a = 1, f = false}
local mid = setmetatable({b = 2}, {__index = base})
local top = setmetatable({}, {__index = mid})
print(top.a, top.b, top.f, top.none)
top.a = 10
print(top.a, mid.a, rawget(mid, "a"))
local calls = {}
local t = setmetatable({x = 1}, {__index = function(t, k) calls[#calls + 1] = tostring(k) return k .. "!" end})
print(t.x, t.y, t[1], t[true and "z"])
print(table.concat(calls, ","))
local function none() end
print((setmetatable({}, {__index = none})).x)
print(select("#", (setmetatable({}, {__index = function() return 1, 2 end})).x))
local p = setmetatable({}, {__index = setmetatable({}, {__index = function(t, k) return k end})})
print(p.deep)
print(("x").len == string.len, ("x"):rep(3), #"abc", ("abc").nothing)
local loop = {} setmetatable(loop, {__index = loop})
print(pcall(function() return loop.x end))
print(pcall(function() return setmetatable({}, {__index = 5}).x end))
