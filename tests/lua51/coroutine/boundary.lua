-- Functions in C cannot be yielded across.
local function try(f) return coroutine.wrap(function() return pcall(f) end)() end
print(try(function() table.sort({1, 2, 3}, function(a, b) coroutine.yield() return a < b end) end))
print(try(function() string.gsub("a", "a", function() coroutine.yield() end) end))
print(try(function() tostring(setmetatable({}, {__tostring = function() coroutine.yield() end})) end))
print(pcall(coroutine.yield))
print(pcall(coroutine.yield, 1, 2))
local co = coroutine.create(function()
  table.foreach({1}, function() coroutine.yield() end)
end)
print(coroutine.resume(co))
print(coroutine.status(co))
