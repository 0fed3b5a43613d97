-- A comparator cannot yield.
local co = coroutine.create(function()
  table.sort({3, 2, 1}, function(a, b) coroutine.yield(a) return a < b end)
end)
print(coroutine.resume(co))
print(coroutine.status(co))
co = coroutine.wrap(function()
  local t = {3, 1, 2}
  table.sort(t, function(a, b) return a < b end)
  coroutine.yield(table.concat(t, " "))
  return "end"
end)
print(co())
print(co())
co = coroutine.create(function() table.foreach({1}, coroutine.yield) end)
print(coroutine.resume(co))
co = coroutine.create(function() table.foreachi({1}, function() coroutine.yield() end) end)
print(coroutine.resume(co))
