-- Entries set to nil in a traversal with a collection.
local t = setmetatable({}, {__mode = "k"})
local kept = {}
for i = 1, 20 do kept[i] = {} t[kept[i]] = i end
local sum = 0
for k, v in pairs(t) do
  sum = sum + v
  t[k] = nil
  if v % 5 == 0 then collectgarbage() end
end
print(sum, next(t))
for i = 1, 20 do t[kept[i]] = i end
sum = 0
for k, v in pairs(t) do sum = sum + v end
print(sum)
