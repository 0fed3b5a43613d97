-- Nothing is collected while the collector is stopped, and then it is.
local weak = setmetatable({}, {__mode = "v"})
collectgarbage()
collectgarbage("stop")
weak[1] = {}
for i = 1, 100000 do local t = {i} end
print(weak[1] ~= nil)
collectgarbage("restart")
while weak[1] do local t = {} end
print(weak[1])
