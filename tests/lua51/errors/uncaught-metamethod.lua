-- Errors within metamethods, whose calls have no names.
print("before")
local t = setmetatable({}, {__index = function(t, k) error("no field " .. k) end,
  __add = function(a, b) return a.missing end})
print(pcall(function() return t + 1 end))
print(t + 1)
