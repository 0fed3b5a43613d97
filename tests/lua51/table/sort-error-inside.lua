-- Errors of the comparator come out, and the table is left as it was by then.
local t = {5, 3, 1, 4, 2}
local n = 0
print(pcall(table.sort, t, function(a, b)
  n = n + 1
  if n == 4 then error "enough" end
  return a < b
end))
print(n, table.concat(t, " "))
local object = {}
print(select(2, pcall(table.sort, {2, 1}, function() error(object) end)) == object)
print(pcall(table.sort, {2, 1}, function(a, b) return a.x < b.x end))
print(pcall(table.sort, {2, 1}, function(a, b) return undefined(a) end))
