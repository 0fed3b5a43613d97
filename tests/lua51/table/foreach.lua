-- Each field, until the function returns something.
local t = {10, 20, 30}
print(table.foreach(t, print))
print(table.foreach(t, function(k, v) if v == 20 then return k end end))
print(table.foreach({x = 1}, function(k, v) return k .. v, "dropped" end))
print(table.foreach({}, print))
print(table.foreach({1}, function() return false end))
local keys = {}
table.foreach({a = 1, b = 2, 3}, function(k) keys[#keys + 1] = tostring(k) end)
table.sort(keys)
print(table.concat(keys, " "))
print(pcall(table.foreach, {1}, function() error "from inside" end))
print(pcall(table.foreach, {1}, function() error({}) end) == false)
