-- Recursion without names.
local function Y(f)
  return (function(x) return x(x) end)(function(x)
    return f(function(...) return x(x)(...) end)
  end)
end
print(Y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(12))
print(Y(function(self)
  return function(a, b, n) if n == 0 then return a end return self(b, a + b, n - 1) end
end)(0, 1, 40))
print(select("#", Y(function(self)
  return function(n, ...) if n == 0 then return ... end return self(n - 1, n, ...) end
end)(20)))
