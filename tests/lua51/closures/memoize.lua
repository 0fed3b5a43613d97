-- A cache in an upvalue, with nil and NaN as results.
local function memoize(f)
  local cache, calls = {}, 0
  return function(x)
    local box = cache[x]
    if not box then
      calls = calls + 1
      box = { f(x) }
      cache[x] = box
    end
    return box[1]
  end, function() return calls end
end
local fib, count
fib, count = memoize(function(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end)
print(fib(80), count())
print(fib(79), count())
local maybe, n = memoize(function(x) if x > 1 then return "big" end end)
print(maybe(1), maybe(1), maybe(2), maybe(2), n())
