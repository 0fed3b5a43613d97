-- Weak tables lose what nothing else holds.
local weak = setmetatable({}, { __mode = "k" })
local kept = {}
weak[kept] = "kept" weak[{}] = "lost" weak[function() end] = "lost too" weak["string"] = "strings stay" weak[1] = "numbers stay"
collectgarbage() collectgarbage()
local n = 0
for k, v in pairs(weak) do n = n + 1 end
print(n, weak[kept], weak.string, weak[1])
local values = setmetatable({}, { __mode = "v" })
values.a, values.b, values.c, values[1] = {}, kept, "text", function() return n end
collectgarbage() collectgarbage()
print(values.a, values.b == kept, values.c, values[1])
local both = setmetatable({}, { __mode = "kv" })
both[1], both[{}], both[kept] = {}, 1, kept
collectgarbage() collectgarbage()
n = 0 for _ in pairs(both) do n = n + 1 end
print(n, both[kept] == kept)
