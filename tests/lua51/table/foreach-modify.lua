-- Fields may be changed and taken away meanwhile.
local t = {}
for i = 1, 100 do t[i] = i t["k" .. i] = i end
local n = 0
table.foreach(t, function(k, v) n = n + 1 t[k] = nil end)
print(n, next(t))
for i = 1, 10 do t["k" .. i] = i end
table.foreach(t, function(k, v) t[k] = v * 2 end)
print(t.k1, t.k10)
