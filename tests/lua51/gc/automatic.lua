-- Weak entries go without anybody's asking, whatever is made meanwhile.
local x = setmetatable({}, {__mode = "kv"})
local function tables() while x[1] do local t = {} end end
local function strings(n) while x[1] do n = n + 1 local s = "y" .. n .. "z" end end
x[1] = {}
tables()
print(x[1])
x[1] = {}
strings(0)
print(x[1])
x[1] = {}
