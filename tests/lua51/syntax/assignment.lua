-- Multiple assignment where the sides meet.
local a, t = 1, {} t[1], a = a, "y" print(t[1], a)
local i = 1 local u = {} i, u[i] = i + 1, 20 print(i, u[1], u[2])
local x, y = 1, 2 x, y = y, x print(x, y) x, y = y print(x, y) x, y = 1, 2, 3 print(x, y)
local p = {q = {}} p.q, p = 5, {q = "new"} print(p.q)
local b = {} b.x, b, b.y = 1, 2, 3 print(b)
local c = {1, 2, 3} local n = 1 n, c[n], c[n + 1] = 3, "a", "b" print(n, c[1], c[2], c[3])
local function two() return "r1", "r2" end local d, e, f = 0, two() print(d, e, f) d, e, f = two() print(d, e, f) d, e, f = two(), 9 print(d, e, f) d, e = (two()) print(d, e)
g1, g2, g3 = two(), two() print(g1, g2, g3)
local k = {} local up = 1 local function h() up, k[up], k.n = 2, up, up end h() print(up, k[1], k[2], k.n)
do local a = a print(a) local a = a .. "!" print(a) end
local v, w, z = (function() return 1, 2, 3 end)() print(v, w, z)
local log = {} local mt = setmetatable({}, {__newindex = function(_, key, value) log[#log + 1] = key .. "=" .. tostring(value) end}) mt.a, mt.b, mt.c = 1, 2 print(table.concat(log, " "))
