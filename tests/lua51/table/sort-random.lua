-- Many items of a generator of our own.
local seed = 42
local function random(n) seed = seed * 16807 % 2147483647 return seed % n end
for _, n in ipairs {10, 100, 1000, 5000} do
  local t = {}
  for i = 1, n do t[i] = random(n) end
  table.sort(t)
  local sum, ordered = 0, true
  for i = 1, n do
    sum = (sum * 31 + t[i]) % 1000007
    ordered = ordered and (i == 1 or t[i - 1] <= t[i])
  end
  print(n, sum, ordered, t[1], t[n])
end
local words = {}
for i = 1, 2000 do words[i] = ("w%x"):format(random(100000)) end
table.sort(words, function(a, b) return a > b end)
print(words[1], words[1000], words[2000])
