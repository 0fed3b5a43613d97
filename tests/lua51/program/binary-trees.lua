-- Trees made and thrown away.
local function bottom(depth) if depth > 0 then return { bottom(depth - 1), bottom(depth - 1) } end return {} end
local function check(t) if t[1] then return 1 + check(t[1]) + check(t[2]) end return 1 end
local N = 9
local long = bottom(N)
print("stretch", check(bottom(N + 1)))
for d = 4, N, 2 do
  local rounds, total = 2 ^ (N - d + 4), 0
  for _ = 1, rounds do total = total + check(bottom(d)) end
  print(rounds, d, total)
end
print("long", check(long))
collectgarbage()
print(collectgarbage("count") < 20000, check(long))
