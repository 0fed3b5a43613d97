-- A table is as weak as its metatable says now.
local meta = {__mode = "v"}
local t = setmetatable({}, meta)
t[1] = {}
meta.__mode = nil
collectgarbage()
print(type(t[1]))
meta.__mode = "v"
collectgarbage()
print(type(t[1]))
t[1] = {}
setmetatable(t, nil)
collectgarbage()
print(type(t[1]))
setmetatable(t, {__mode = "v"})
collectgarbage()
print(type(t[1]))
