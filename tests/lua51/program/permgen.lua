-- Permutations, one at a time, by a coroutine; and all subsets by recursion.
local function permgen(a, n)
  n = n or #a
  if n <= 1 then coroutine.yield(a) return end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permgen(a, n - 1)
    a[n], a[i] = a[i], a[n]
  end
end
local function permutations(a) return coroutine.wrap(function() permgen(a) end) end
for p in permutations { "a", "b", "c" } do io.write(table.concat(p), " ") end
print()
local count = 0
for p in permutations { 1, 2, 3, 4, 5, 6 } do count = count + p[1] end
print(count)
local function subsets(list, i, chosen, f)
  if i > #list then return f(table.concat(chosen, ",")) end
  subsets(list, i + 1, chosen, f)
  chosen[#chosen + 1] = list[i]
  subsets(list, i + 1, chosen, f)
  chosen[#chosen] = nil
end
subsets({ "x", "y", "z" }, 1, {}, function(s) io.write("{", s, "} ") end)
print()
