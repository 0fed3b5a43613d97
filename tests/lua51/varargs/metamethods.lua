-- How many values a metamethod's result becomes.
local mt = {}
local t = setmetatable({}, mt)
mt.__index = function() return 1, 2, 3 end
print(t.x, (t.x))
mt.__add = function() return "a", "b" end
print(t + 1, (t + t))
mt.__call = function(self, ...) return self == t, select("#", ...), ... end
print(t()) print(t(nil)) print(t(1, nil, nil))
mt.__eq = function() return 1, 2 end
print(t == setmetatable({}, mt))
mt.__eq = function() end
print(t == setmetatable({}, mt))
mt.__lt = function() return "yes" end
print(t < t, t > t)
mt.__concat = function(...) return select("#", ...) end
print(t .. 1, 1 .. t, "a" .. "b" .. t)
mt.__unm = function(...) return select("#", ...), (select(2, ...)) == t end
print(-t)
mt.__len = function() return 42 end
print(#t)
