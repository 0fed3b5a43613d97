-- Weak entries go without anybody's asking, whatever is made meanwhile.
local x = setmetatable({}, {__mode = "kv"})
x[1] = {}
while x[1] do local t = {} end
print(x[1])
x[1] = {}
local n = 0
while x[1] do n = n + 1 local s = "y" .. n .. "z" end
print(x[1])
x[1] = {}
while x[1] do local f = function() return x end end
print(x[1])
