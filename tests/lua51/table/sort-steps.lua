-- Which pairs the comparator sees, and in which order.
local function steps(t)
  local seen = {}
  table.sort(t, function(a, b) seen[#seen + 1] = a .. "<" .. b return a < b end)
  print(#seen, table.concat(seen, " "))
  print(table.concat(t, " "))
end
steps {2, 1}
steps {1, 2, 3}
steps {3, 2, 1}
steps {4, 2, 3, 1}
steps {5, 1, 4, 2, 3}
steps {9, 8, 7, 6, 5, 4, 3, 2, 1}
steps {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
steps {7, 7, 7, 7, 7, 7}
steps {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5}
