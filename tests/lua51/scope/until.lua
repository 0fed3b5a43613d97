-- The condition of repeat sees the body's locals, shadowing too.
local done = false
local n = 0
repeat
  local done = n >= 3
  n = n + 1
until done
print(n, done)
local i = 0
repeat
  local i2 = i * 2
  i = i + 1
  if i == 2 then local i2 = -1 end
until i2 > 6
print(i)
repeat local x, y = 1, 2 until x < y
print(x, y)
