-- Classes with inheritance and privacy, in the four ways of Programming in Lua.
local Account = { balance = 0 }
function Account:new(o) o = o or {} setmetatable(o, self) self.__index = self return o end
function Account:deposit(v) self.balance = self.balance + v end
function Account:withdraw(v) if v > self.balance then error("insufficient funds") end self.balance = self.balance - v end
local a = Account:new()
a:deposit(100) a:withdraw(30)
print(a.balance, Account.balance, rawget(Account:new(), "balance"))
print(pcall(a.withdraw, a, 500))
local Special = Account:new { limit = 100 }
function Special:withdraw(v) if v - self.balance >= self:getLimit() then error("over the limit", 2) end self.balance = self.balance - v end
function Special:getLimit() return self.limit or 0 end
local s = Special:new { limit = 1000 }
s:withdraw(200)
print(s.balance, pcall(function() s:withdraw(5000) end))
function s:getLimit() return self.balance * 0.1 end
print(pcall(s.withdraw, s, 1))
local function createClass(...)
  local parents, c = { ... }, {}
  setmetatable(c, { __index = function(t, k)
    for i = 1, #parents do local v = parents[i][k] if v ~= nil then t[k] = v return v end end
  end })
  c.__index = c
  function c:new(o) return setmetatable(o or {}, c) end
  return c
end
local Named = { getname = function(self) return self.name end, setname = function(self, n) self.name = n end }
local NamedAccount = createClass(Account, Named)
local n = NamedAccount:new { name = "Paul" }
n:deposit(5)
print(n:getname(), n.balance, rawget(NamedAccount, "getname") == Named.getname)
local function private(balance)
  return { deposit = function(v) balance = balance + v end, get = function() return balance end }
end
local p = private(10) p.deposit(5)
print(p.get(), p.balance)
local function single(v) return function(action, x) if action == "get" then return v elseif action == "set" then v = x else error("invalid action") end end end
local d = single(0) d("set", 10)
print(d("get"), pcall(d, "nothing"))
