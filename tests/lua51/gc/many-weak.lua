-- Many weak tables, most of them dropped.
local watch = setmetatable({}, {__mode = "k"})
local kept = {}
for i = 1, 2000 do
  local t = setmetatable({}, {__mode = i % 2 == 0 and "k" or "v"})
  t[1], t[{}] = {}, 1
  watch[t] = true
  if i % 100 == 0 then kept[#kept + 1] = t end
end
collectgarbage()
local n = 0
for t in pairs(watch) do n = n + 1 end
print(n, #kept)
local keys = 0
for _, t in ipairs(kept) do for k in pairs(t) do keys = keys + 1 end end
print(keys)
