-- Fibonacci with and without a cache, counted.
local calls = 0
local function fib(n) calls = calls + 1 if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local function cache(f) local c = {} return function(x) local y = c[x] if not y then y = f(x) c[x] = y end return y end end
for _, n in ipairs { 0, 1, 10, 20, 24 } do calls = 0 print(n, fib(n), calls) end
local plain = fib
fib = cache(fib)
calls = 0
print(fib(24), calls) print(fib(24), calls) print(plain == fib)
local function fibfor()
  return coroutine.wrap(function() local a, b = 0, 1 while true do coroutine.yield(a) a, b = b, a + b end end)
end
local next_fib = fibfor()
for _ = 1, 15 do io.write(next_fib(), " ") end print()
