-- Equal items end up as they do in 5.1.
local t = {}
for i = 1, 40 do t[i] = {key = i * 7 % 5, i = i} end
table.sort(t, function(a, b) return a.key < b.key end)
for _, item in ipairs(t) do io.write(item.key, ":", item.i, " ") end
print()
t = {}
for i = 1, 33 do t[i] = {key = 0, i = i} end
table.sort(t, function(a, b) return a.key < b.key end)
for _, item in ipairs(t) do io.write(item.i, " ") end
print()
