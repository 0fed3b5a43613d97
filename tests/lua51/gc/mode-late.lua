-- A __mode that the metatable gets after setmetatable.
--deviation: a metatable that has other fields must have __mode when it is set
--< late	nil
--> late	table
local a, b = {}, {}
setmetatable(a, b)
b.__mode = "k"
a[{}] = 1
a[{}] = 2
collectgarbage()
print(next(a))

local meta = {}
local t = setmetatable({}, meta)
meta.__index = {}
meta.__mode = "v"
t[1] = {}
collectgarbage()
print(t[1])

meta = {__index = {}}
t = setmetatable({}, meta)
meta.__mode = "v"
t[1] = {}
collectgarbage()
print("late", t[1] and type(t[1]))
setmetatable(t, meta)
collectgarbage()
print(t[1])
