-- Any value is an error, nil too, and comes out as it is.
local t = setmetatable({}, {__tostring = function() return "T" end})
for _, v in ipairs{1, true, "s", 1.5, t} do
  local ok, e = pcall(error, v)
  print(ok, e == v, type(e))
end
print(pcall(error))
print(pcall(error, nil))
print(pcall(error, nil, 2))
print(select("#", pcall(error)))
print(pcall(function() error("here") end))
print(pcall(function() error("none", 0) end))
local function two() error("caller's", 2) end
print(pcall(function()
  two()
end))
print(pcall(function() error(12) end))
print(pcall(function() error(12, 0) end))
print(type(select(2, pcall(function() error({}, 1) end))))
