-- a % b is a - floor(a/b)*b, with signs, fractions and infinities.
for _, p in ipairs { { 7, 3 }, { -7, 3 }, { 7, -3 }, { -7, -3 }, { 5.5, 2 }, { -5.5, 2 }, { 1, 0.1 }, { 0, 5 }, { 6, 3 }, { -6, 3 } } do
  print(p[1], p[2], p[1] % p[2], math.fmod(p[1], p[2]), p[1] - math.floor(p[1] / p[2]) * p[2] == p[1] % p[2])
end
print(1 % 0, -1 % 0, 0 % 0, 5 % math.huge, -5 % math.huge, math.huge % 2)
print(2^53 % 2, (2^53 + 2) % 3, 1e300 % 7, 3 % 1e-300)
print(string.format("%.17g %.17g %.17g", 0.3 % 0.1, -0.3 % 0.1, 1e15 % 0.7))
