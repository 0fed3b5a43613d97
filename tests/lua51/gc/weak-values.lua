-- Entries whose value is gone go, in the array and by name.
local t = setmetatable({}, {__mode = "v"})
local kept = {}
for i = 1, 100 do t[i] = {} end
for i = 1, 100 do t["k" .. i] = {} end
t[50], t.k50, t[0.5], t[{}] = kept, kept, kept, kept
t.s, t.n, t.b = "string", 1, true
collectgarbage()
local n = 0
for k, v in pairs(t) do n = n + 1 end
print(n, t[50] == kept, t.k50 == kept, t[0.5] == kept, t.s, t.n, t.b)
print(t[1], t[49], t[51], t[100], t.k1, t.k100)
t[1], t[2] = 1, 2
print(t[1], t[2], t[3])
