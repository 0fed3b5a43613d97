-- A for loop's variable is a new local in each round, and so is what the body declares.
local made = {}
for i = 1, 4 do
  local j = i * 10
  made[i] = { get = function() return i, j end, set = function(v) i, j = v, -v end }
end
for i = 1, 4 do io.write(i, ":", table.concat({ made[i].get() }, ","), " ") end print()
made[2].set(99)
for i = 1, 4 do io.write(i, ":", table.concat({ made[i].get() }, ","), " ") end print()
local pairs_made = {}
for k, v in ipairs { "a", "b", "c" } do
  pairs_made[k] = function() v = v .. k return v end
end
print(pairs_made[1](), pairs_made[1](), pairs_made[3](), pairs_made[2]())
