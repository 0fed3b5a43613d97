-- Weak entries go without anybody's asking, whatever is made meanwhile.
local function fresh()
  return setmetatable({{}}, {__mode = "kv"})
end
local x = fresh()
while x[1] do local t = {} end
print(x[1])
local y = fresh()
local n = 0
while y[1] do n = n + 1 local s = "y" .. n .. "z" end
print(y[1])
local z = fresh()
repeat local f = function() return x end until not z[1]
print(z[1])
local w = fresh()
for i = 1, math.huge do if not w[1] then break end local s = ("x"):rep(i % 100) end
print(w[1])
