-- Functions that make functions.
local function curry(f, n)
  n = n or 2
  local function gather(have, ...)
    local all = { unpack(have) }
    for i = 1, select("#", ...) do all[#all + 1] = (select(i, ...)) end
    if #all >= n then return f(unpack(all)) end
    return function(...) return gather(all, ...) end
  end
  return function(...) return gather({}, ...) end
end
local add3 = curry(function(a, b, c) return a + b + c end, 3)
print(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3), add3(1, 2, 3))
local function compose(...)
  local fs = { ... }
  return function(...)
    local function go(i, ...)
      if i == 0 then return ... end
      return go(i - 1, fs[i](...))
    end
    return go(#fs, ...)
  end
end
print(compose(math.sqrt, function(a, b) return a * a + b * b end)(3, 4))
print(compose(string.upper, string.reverse, tostring)(12.5), compose()(1, 2))
local flip = function(f) return function(a, b, ...) return f(b, a, ...) end end
print(flip(math.pow)(2, 10), flip(string.rep)(3, "ab"))
