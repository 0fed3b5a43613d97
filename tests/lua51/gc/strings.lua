-- Strings are values: they do not go, as keys and as values.
local k = setmetatable({}, {__mode = "k"})
local v = setmetatable({}, {__mode = "v"})
for i = 1, 10 do
  k["key" .. i] = i
  v[i] = "value" .. i
  v["key" .. i] = "value" .. i
end
collectgarbage()
for i = 1, 10 do print(k["key" .. i], v[i], v["key" .. i]) end
