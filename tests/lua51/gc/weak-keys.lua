-- Entries whose key is gone go; the others stay.
local t = setmetatable({}, {__mode = "k"})
local kept = {}
for i = 1, 100 do t[{}] = i end
t[kept] = "kept"
t.name, t[1], t[2.5], t[true] = {}, {}, {}, {}
collectgarbage()
local n = 0
for k, v in pairs(t) do n = n + 1 end
print(n, t[kept], type(t.name), type(t[1]), type(t[2.5]), type(t[true]))
kept = nil
collectgarbage()
n = 0
for k, v in pairs(t) do n = n + 1 end
print(n)
