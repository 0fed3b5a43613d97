-- Comparators that contradict themselves.
local function try(t, f)
  print(pcall(table.sort, t, f))
end
local function always() return true end
local function never() return false end
try({1, 2, 3}, always)
try({1, 2, 3, 4}, always)
try({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, always)
try({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, never)
try({1, 1, 1, 1, 1, 1, 1}, function(a, b) return a <= b end)
try({5, 4, 3, 2, 1, 6, 7}, function(a, b) return a <= b end)
try({3, 3, 3, 3, 2, 2, 2, 1}, function(a, b) return not (a < b) end)
local n = 0
try({1, 2, 3, 4, 5, 6, 7, 8}, function() n = n + 1 return n % 2 == 0 end)
print(n)
print(pcall(function() table.sort({1, 2, 3, 4, 5}, always) end))
