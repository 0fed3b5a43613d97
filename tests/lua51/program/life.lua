-- Conway's life on a torus, with a glider.
local W, H = 12, 8
local function new() local g = {} for y = 1, H do g[y] = {} for x = 1, W do g[y][x] = 0 end end return g end
local function put(g, x0, y0, rows)
  for dy, row in ipairs(rows) do
    local dx = 0
    for c in row:gmatch(".") do g[y0 + dy - 1][x0 + dx] = c == "#" and 1 or 0 dx = dx + 1 end
  end
end
local function step(g)
  local n = new()
  for y = 1, H do
    for x = 1, W do
      local s = -g[y][x]
      for dy = -1, 1 do for dx = -1, 1 do s = s + g[(y + dy - 1) % H + 1][(x + dx - 1) % W + 1] end end
      n[y][x] = (s == 3 or s == 2 and g[y][x] == 1) and 1 or 0
    end
  end
  return n
end
local function show(g) for y = 1, H do print((table.concat(g[y]):gsub("0", "."):gsub("1", "#"))) end end
local g = new()
put(g, 2, 2, { ".#.", "..#", "###" })
show(g)
for _ = 1, 21 do g = step(g) end
print() show(g)
