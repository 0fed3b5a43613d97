-- The metatable of newproxy(true) works as any.
local p = newproxy(true)
local m = getmetatable(p)
m.__index = function(_, k) return "field " .. k end
m.__newindex = function(_, k, v) print("set", k, v) end
m.__len = function() return 42 end
m.__call = function(_, ...) return select("#", ...), ... end
m.__tostring = function() return "a proxy" end
m.__add = function(a, b) return type(a) .. "+" .. type(b) end
m.__concat = function(a, b) return "joined" end
m.__unm = function() return "negative" end
m.__lt = function() return true end
m.__eq = function() return true end
print(p.x, p[1])
p.y = 2
print(#p, p(1, nil), tostring(p), p + 1, 1 + p, p .. "x", 1 .. p, -p)
local q = newproxy(p)
print(p < q, p == q, rawequal(p, q), q.z)
m.__metatable = "locked"
print(getmetatable(p), (pcall(newproxy, p)))
