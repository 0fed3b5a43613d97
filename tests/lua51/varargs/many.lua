-- Lists of thousands of values in calls, returns and constructors.
local function numbers(n) local t = {} for i = 1, n do t[i] = i end return t end
for _, n in ipairs { 0, 1, 50, 51, 255, 256, 1000, 5000, 7000 } do
  local t = numbers(n)
  local function last(...) return select("#", ...), (select(-1, ..., "none")) end
  print(n, select("#", unpack(t)), #{ unpack(t) }, (select("#", "x", unpack(t))), (select(2, last(unpack(t)))))
end
print(math.max(unpack(numbers(3000))), math.min(unpack(numbers(3000))))
print(#string.char(unpack({ ("x"):rep(500):byte(1, -1) })))
print(select(4999, unpack(numbers(5000))))
