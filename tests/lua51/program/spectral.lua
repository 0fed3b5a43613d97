-- The spectral norm, and the Mandelbrot set in characters.
local function A(i, j) local ij = i + j - 1 return 1 / (ij * (ij - 1) * 0.5 + i) end
local function Av(x, n) local y = {} for i = 1, n do local a = 0 for j = 1, n do a = a + x[j] * A(i, j) end y[i] = a end return y end
local function Atv(x, n) local y = {} for i = 1, n do local a = 0 for j = 1, n do a = a + x[j] * A(j, i) end y[i] = a end return y end
local n = 30
local u, v = {}
for i = 1, n do u[i] = 1 end
for _ = 1, 10 do v = Atv(Av(u, n), n) u = Atv(Av(v, n), n) end
local vBv, vv = 0, 0
for i = 1, n do vBv = vBv + u[i] * v[i] vv = vv + v[i] * v[i] end
print(string.format("%0.14f", math.sqrt(vBv / vv)))
for y = -6, 6 do
  local line = {}
  for x = -20, 8 do
    local cr, ci, zr, zi, i = x / 12, y / 6, 0, 0, 0
    while i < 40 and zr * zr + zi * zi < 4 do zr, zi, i = zr * zr - zi * zi + cr, 2 * zr * zi + ci, i + 1 end
    line[#line + 1] = i == 40 and "#" or i > 8 and "+" or i > 4 and "." or " "
  end
  print((table.concat(line):gsub("%s+$", "")))
end
