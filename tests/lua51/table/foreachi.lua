-- Each item of the list.
print(table.foreachi({"a", "b", "c"}, print))
print(table.foreachi({"a", "b", "c"}, function(i, v) if v == "b" then return i, v end end))
print(table.foreachi({}, print))
local t = {1, 2, 3, x = 1}
local n = 0
table.foreachi(t, function(i, v) n = n + v t[#t + 1] = 100 end)
print(n, #t)
t = {1, 2, 3}
table.foreachi(t, function(i) t[i + 1] = nil io.write(i, " ") end)
print()
print(table.foreachi({1}, function() return nil end))
print(table.foreachi({1}, function() return false end))
