-- A table through which keys come and go does not grow for ever.
local t = {}
collectgarbage()
local before = collectgarbage("count")
for i = 1, 200000 do
  local k = {}
  t[k] = i
  t[k] = nil
end
for i = 1, 200000 do t["k" .. i] = i t["k" .. i] = nil end
collectgarbage()
print(next(t), collectgarbage("count") - before < 8000)
