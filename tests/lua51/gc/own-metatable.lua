-- A table that is its own metatable, with __mode set before and afterwards.
local a = {__mode = "v"}
setmetatable(a, a)
a.x = {}
collectgarbage()
print(a.x, a.__mode)
local b = setmetatable({}, b)
b = {}
setmetatable(b, b)
b.__mode = "k"
b[{}] = 1
collectgarbage()
print(next(b), b.__mode)
