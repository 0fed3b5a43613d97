-- An error in the handler calls it again, until that is too much.
print(xpcall(error, function() error("again") end))
local n = 0
print(xpcall(function() error("first", 0) end, function(m)
  n = n + 1
  if n < 5 then error(m .. n, 0) end
  return m
end), n)
print(xpcall(function() error({}) end, function(m) return #m.x end))
print(pcall(function() return xpcall(error, error) end))
print("goes on")
