-- Generators of numbers that must come out the same to the last digit.
local function lcg(seed) return function() seed = (seed * 1664525 + 1013904223) % 4294967296 return seed end end
local r = lcg(1)
for _ = 1, 6 do io.write(("%.0f "):format(r())) end print()
local function park(seed) return function() local hi, lo = math.floor(seed / 127773), seed % 127773 seed = 16807 * lo - 2836 * hi if seed <= 0 then seed = seed + 2147483647 end return seed / 2147483647 end end
local p = park(42)
for _ = 1, 4 do io.write(("%.17g "):format(p())) end print()
local function middle(n) local s = ("%08d"):format(n * n) return tonumber(s:sub(3, 6)) end
local m = 1234
for _ = 1, 8 do m = middle(m) io.write(m, " ") end print()
local function collatz(n) local c = 0 while n ~= 1 do n = n % 2 == 0 and n / 2 or 3 * n + 1 c = c + 1 end return c end
local best, at = 0, 0
for i = 1, 3000 do local c = collatz(i) if c > best then best, at = c, i end end
print(at, best)
local pi, k = 0, 0
for i = 0, 10000 do pi = pi + (i % 2 == 0 and 4 or -4) / (2 * i + 1) end
print(("%.17g"):format(pi))
math.randomseed(1) local a, b = math.random(), math.random(10)
math.randomseed(1) print(a == math.random(), b == math.random(10), a >= 0 and a < 1, math.random(5, 5), pcall(math.random, 0), pcall(math.random, 2, 1))
