-- What library functions hold while they run stays.
local weak = setmetatable({}, {__mode = "kv"})
local function fresh() local t = {} weak[#weak + 1] = t return t end
for word in ("a b c"):gmatch("%a") do collectgarbage() io.write(word, " ") end
print()
local list = {}
for i = 1, 8 do list[i] = {n = (i * 5) % 8} end
table.sort(list, function(a, b) collectgarbage() return a.n < b.n end)
for i = 1, 8 do io.write(list[i].n, " ") end
print()
print((("abc"):gsub(".", function(c) collectgarbage() return c .. c end)))
print(pcall(function(t) collectgarbage() return type(t) end, {}))
print(select("#", (function(...) collectgarbage() return ... end)({}, {}, {})))
for k, v in pairs({a = fresh()}) do collectgarbage() print(k, type(v)) end
