-- A userdata that makes its successor when it goes: a beat for each collection.
local beats = 0
local function beat()
  local p = newproxy(true)
  getmetatable(p).__gc = function()
    beats = beats + 1
    if beats < 5 then beat() end
  end
end
beat()
for i = 1, 8 do collectgarbage() end
print(beats)
