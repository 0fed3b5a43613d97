-- What counts is the __gc that there is when the userdata is dropped.
local log = {}
local p = newproxy(true)
local m = getmetatable(p)
m.__gc = function() log[#log + 1] = "first" end
m.__gc = function() log[#log + 1] = "second" end
p = nil
collectgarbage()
print(table.concat(log, " "))
local q = newproxy(true)
getmetatable(q).__gc = function() log[#log + 1] = "taken away" end
getmetatable(q).__gc = nil
q = nil
collectgarbage()
print(table.concat(log, " "))
newproxy(true)
collectgarbage()
print(#log)
