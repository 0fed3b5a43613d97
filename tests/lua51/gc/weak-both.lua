-- With both weak, either end may be the one that goes.
local t = setmetatable({}, {__mode = "kv"})
local a, b = {}, {}
t[a] = b
t[b] = {}
t[{}] = a
t[{}] = {}
t[1] = {}
collectgarbage()
local n = 0
for k, v in pairs(t) do n = n + 1 print(k == a, v == b) end
print(n)
