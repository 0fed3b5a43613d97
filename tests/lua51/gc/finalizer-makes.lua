-- Finalizers may do what they like: make, collect, call, start coroutines.
local log = {}
local function proxy(f)
  local p = newproxy(true)
  getmetatable(p).__gc = f
end
proxy(function() for i = 1, 1000 do local t = {{}} end log[#log + 1] = "made" end)
proxy(function() collectgarbage() log[#log + 1] = "collected" end)
proxy(function()
  local co = coroutine.wrap(function() coroutine.yield(1) return 2 end)
  log[#log + 1] = co() + co()
end)
proxy(function() log[#log + 1] = tostring(pcall(error, "x")) end)
collectgarbage()
print(table.concat(log, " "))
log = {}
proxy(function() proxy(function() log[#log + 1] = "second" end) log[#log + 1] = "first" end)
collectgarbage()
collectgarbage()
print(table.concat(log, " "))
