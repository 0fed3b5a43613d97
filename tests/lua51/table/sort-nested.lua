-- A comparator may sort, and may look at the table.
local t = {3, 1, 2}
table.sort(t, function(a, b)
  local inner = {a, b}
  table.sort(inner)
  return a ~= b and inner[1] == a
end)
print(table.concat(t, " "))
t = {4, 2, 3, 1}
local seen = {}
table.sort(t, function(a, b) seen[#seen + 1] = table.concat(t, "") return a < b end)
print(table.concat(seen, " "))
t = {4, 2, 3, 1}
table.sort(t, function(a, b) t.x = (t.x or 0) + 1 return a < b end)
print(table.concat(t, " "), t.x)
