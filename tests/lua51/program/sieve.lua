-- Primes by three methods that must agree.
local function sieve(n)
  local composite, primes = {}, {}
  for i = 2, n do
    if not composite[i] then
      primes[#primes + 1] = i
      for j = i * i, n, i do composite[j] = true end
    end
  end
  return primes
end
local function filters(n)
  local function numbers() for i = 2, n do coroutine.yield(i) end end
  local function filter(p, gen)
    return coroutine.wrap(function()
      for x in gen do if x % p ~= 0 then coroutine.yield(x) end end
    end)
  end
  local primes, gen = {}, coroutine.wrap(numbers)
  while true do
    local p = gen()
    if not p then break end
    primes[#primes + 1] = p
    gen = filter(p, gen)
  end
  return primes
end
local function division(n)
  local primes = {}
  for i = 2, n do
    local prime = true
    for _, p in ipairs(primes) do
      if p * p > i then break end
      if i % p == 0 then prime = false break end
    end
    if prime then primes[#primes + 1] = i end
  end
  return primes
end
print(table.concat(sieve(60), " "))
print(table.concat(filters(60), " ") == table.concat(sieve(60), " "), table.concat(division(60), " ") == table.concat(sieve(60), " "))
print(#sieve(10000), #division(10000), #filters(500), sieve(10000)[1229])
