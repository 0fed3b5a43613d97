-- What __mode may be.
local function left(mode)
  local t = setmetatable({}, {__mode = mode})
  t[{}] = 1
  t.v = {}
  collectgarbage()
  local keys, values = 0, 0
  for k, v in pairs(t) do
    if type(k) == "table" then keys = keys + 1 else values = values + 1 end
  end
  return keys, values
end
print(left("k"))
print(left("v"))
print(left("kv"))
print(left("vk"))
print(left("key and value"))
print(left(""))
print(left("K"))
print(left(1))
print(left(nil))
print(left({}))
