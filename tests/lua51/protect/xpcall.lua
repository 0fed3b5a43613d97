-- xpcall calls its handler where the error is raised, with the frames still there.
print(xpcall(function() return 1, nil, 3 end, print))
print(xpcall(function() error("a", 0) end, function(m) return m .. "!", "more" end))
print(xpcall(function() local x = nil + 1 end, function(m) return "[" .. m .. "]" end))
local function deep(n)
  if n == 0 then error("bottom", 0) end
  deep(n - 1)
  return n
end
local depth
print(xpcall(function() deep(5) end, function(m)
  depth = 0
  while debug.getinfo(depth + 1) do depth = depth + 1 end
  return m
end))
print(depth > 8)
print(xpcall(function() error() end, function(m) return type(m) end))
print(pcall(xpcall))
print(pcall(xpcall, print))
print(xpcall(error, function() return "handled" end))
print(xpcall(nil, function(m) return m end))
