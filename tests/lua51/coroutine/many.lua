local cos = {}
for i = 1, 10000 do
  cos[i] = coroutine.create(function(a) local b = coroutine.yield(a + i) return a + b end)
end
local sum = 0
for i = 1, #cos do local _, v = coroutine.resume(cos[i], 1) sum = sum + v end
print(sum)
sum = 0
for i = 1, #cos do local _, v = coroutine.resume(cos[i], i) sum = sum + v end
print(sum)
local dead = 0
for i = 1, #cos do if coroutine.status(cos[i]) == "dead" then dead = dead + 1 end end
print(dead)
local n = 0
for i = 1, 20000 do coroutine.wrap(function() n = n + 1 coroutine.yield() end)() end
print(n)
-- a pipeline
local function filter(p, src) return coroutine.wrap(function() for x in src do if x % p ~= 0 then coroutine.yield(x) end end end) end
local x = coroutine.wrap(function() for i = 2, 200 do coroutine.yield(i) end end)
local primes = {}
while true do local p = x() if not p then break end primes[#primes + 1] = p x = filter(p, x) end
print(#primes, primes[#primes])
