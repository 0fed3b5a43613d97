-- A value that leads to its own key keeps it, in 5.1.
local t = setmetatable({}, {__mode = "k"})
do
  local k = {}
  t[k] = {k}
end
collectgarbage()
collectgarbage()
local n = 0
for _ in pairs(t) do n = n + 1 end
print(n)
-- A weak table that only its own values lead to goes nevertheless.
local outer = setmetatable({}, {__mode = "v"})
do
  local inner = setmetatable({}, {__mode = "k"})
  local k = {}
  inner[k] = {inner, k}
  outer[1] = inner
end
collectgarbage()
print(outer[1])
