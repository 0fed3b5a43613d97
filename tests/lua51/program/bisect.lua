-- Roots by bisection, as in lua-5.1's test directory.
local function bisect(f, a, b, eps)
  local n, fa = 0, f(a)
  while b - a > eps do
    local c = (a + b) / 2
    if c == a or c == b then break end
    local fc = f(c)
    n = n + 1
    if fa * fc < 0 then b = c else a, fa = c, fc end
  end
  return (a + b) / 2, n
end
print(string.format("%.10f after %d", bisect(function(x) return x * x * x - x - 1 end, 1, 2, 1e-12)))
print(string.format("%.10f after %d", bisect(math.cos, 1, 2, 1e-12)))
print(string.format("%.10f after %d", bisect(function(x) return math.exp(x) - 5 end, 0, 10, 1e-12)))
print(string.format("%.3g after %d", bisect(function(x) return x end, -1, 1, 0)))
