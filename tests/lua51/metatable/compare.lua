local log = {}
local mt = {
  __eq = function(a, b) log[#log + 1] = "eq" return a.v == b.v end,
  __lt = function(a, b) log[#log + 1] = "lt" return a.v < b.v end,
  __le = function(a, b) log[#log + 1] = "le" return a.v <= b.v end,
}
local function new(v, m) return setmetatable({v = v}, m or mt) end
local a, b, c = new(1), new(2), new(1)
print(a == c, a == b, a ~= c, a == a, a ~= b)
print(a < b, b < a, a > b, a <= c, a >= b)
print(table.concat(log, " "))
print(a == 1, 1 == a, a ~= "x")
local only = {__lt = function(x, y) return x.v < y.v end}
local p, q = new(1, only), new(2, only)
print(p <= q, q <= p, p <= new(1, only), p >= q)
local other = {__lt = function() return true end}
print(pcall(function() return new(1, only) < new(2, other) end))
print(pcall(function() return a < 1 end))
print(pcall(function() return 1 <= a end))
print(pcall(function() return {} < {} end))
print(pcall(function() return {} <= {} end))
print(new(1, {__eq = function() return true end}) == new(1, {__eq = function() return true end}))
local same = function() return "yes" end
print(new(1, {__eq = same}) == new(2, {__eq = same}), new(1, {__eq = function() return nil end}) == new(1, {}))
if not (a < b) then print("wrong") elseif a > b then print("wrong") else print("right") end
local r = {a < b and "less" or "not", a == b or "differ", not (a == c)}
print(r[1], r[2], r[3])
while a < b do a = new(3) end
print(a.v)
