-- Finalizers are called for the youngest first.
local order = {}
for i = 1, 10 do
  local p = newproxy(true)
  getmetatable(p).__gc = function() order[#order + 1] = i end
end
collectgarbage()
print(table.concat(order, " "))
order = {}
local first = newproxy(true)
getmetatable(first).__gc = function(o) order[#order + 1] = type(o) end
for i = 1, 4 do newproxy(first) end
collectgarbage()
print(table.concat(order, " "))
first = nil
collectgarbage()
print(#order)
