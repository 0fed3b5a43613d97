-- Private data of objects in a table with weak keys.
local private = setmetatable({}, {__mode = "k"})
local Account = {}
Account.__index = Account
local function new(n)
  local self = setmetatable({}, Account)
  private[self] = {balance = n}
  return self
end
function Account:deposit(n) private[self].balance = private[self].balance + n end
function Account:balance() return private[self].balance end
local a, b = new(10), new(20)
for i = 1, 100 do new(i):deposit(1) end
a:deposit(5)
collectgarbage()
print(a:balance(), b:balance())
local n = 0
for _ in pairs(private) do n = n + 1 end
print(n)
b = nil
collectgarbage()
n = 0
for _ in pairs(private) do n = n + 1 end
print(n)
