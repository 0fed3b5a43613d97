-- Leaving a loop by break or return closes the variables of the block.
local function find(list, wanted)
  for i, v in ipairs(list) do
    local at = i
    local f = function(d) at = at + (d or 0) return at, v end
    if v == wanted then return f end
  end
end
local f = find({ "x", "y", "z" }, "y")
print(f()) print(f(5)) print(f(1))
local g
for i = 1, 10 do
  local sq = i * i
  g = function() sq = sq + 1 return sq end
  if sq > 20 then break end
end
local over, written = "other", "locals"
print(g(), g(), over, written)
do
  local t = {}
  for i = 1, 3 do
    do
      local x = i
      t[i] = function() x = x + 1 return x end
    end
    local x = "reused slot"
  end
  print(t[1](), t[2](), t[3](), t[1]())
end
