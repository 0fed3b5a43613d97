-- Collecting in the middle of a traversal: it goes on, and meets nothing dead.
local t = setmetatable({}, {__mode = "kv"})
local kept = {}
for i = 1, 50 do
  kept[i] = {}
  t[kept[i]] = kept
  t[{}] = kept
  t[i] = {}
end
local seen, dead = 0, 0
for k, v in pairs(t) do
  if seen == 0 then collectgarbage() end
  seen = seen + 1
  if v ~= kept and seen > 1 then dead = dead + 1 end
end
print(dead, seen >= 50)
local n = 0
for k in pairs(t) do n = n + 1 end
print(n >= 50, n <= 52)
