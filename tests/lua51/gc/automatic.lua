-- Weak entries go without anybody's asking: tables, strings or closures are made.
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
x[{}] = true
while next(x) do local t = {{}} end
print(next(x))
