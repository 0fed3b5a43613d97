math.randomseed(42)
local ok = true
for i = 1, 2000 do
  local r, a, b = math.random(), math.random(6), math.random(-3, 3)
  ok = ok and r >= 0 and r < 1 and a >= 1 and a <= 6 and a == math.floor(a) and b >= -3 and b <= 3 and b == math.floor(b)
end
print(ok, math.random(1), math.random(5, 5), math.random(-7, -7), math.random("1"))
local seen = {} for i = 1, 1000 do seen[math.random(4)] = true end print(seen[1], seen[2], seen[3], seen[4], seen[0], seen[5])
