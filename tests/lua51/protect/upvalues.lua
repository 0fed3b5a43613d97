-- An error closes the upvalues of the calls that it ends, and no others.
local x = 1
local function get() return x end
print(pcall(error, "e"))
x = 2
print(get())
local inner
print(pcall(function()
  local y = 10
  inner = function() y = y + 1 return y end
  inner()
  error("out", 0)
end))
print(inner(), inner())
local fs = {}
for i = 1, 3 do
  local j = i * 10
  fs[i] = function() j = j + 1 return i, j end
  pcall(function() local k = j fs[i + 3] = function() k = k + 1 return k end error() end)
  j = j + 5
end
for i = 1, 3 do print(fs[i]()) print(fs[i + 3](), fs[i + 3]()) end
