local p = newproxy(true)
local mt = getmetatable(p)
mt.__index = function(u, k) return k .. "?" end
local set = {}
mt.__newindex = function(u, k, v) set[k] = v end
mt.__call = function(u, a) return "called", a end
mt.__tostring = function() return "proxy" end
mt.__eq = function() return true end
mt.__lt = function() return true end
mt.__concat = function(a, b) return "cat" end
mt.__unm = function() return "minus" end
print(p.x, p[1])
p.a, p[2] = 1, 2
print(set.a, set[2], p(3))
print(tostring(p), p .. 1, 1 .. p, -p)
local q = newproxy(p)
print(p == q, p < q, p >= q, rawequal(p, q), p ~= q)
print(pcall(function() return p + 1 end))
print(pcall(function() return newproxy().x end))
print(pcall(function() newproxy().x = 1 end))
print(pcall(function() return newproxy()() end))
