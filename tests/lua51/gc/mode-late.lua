-- A __mode that the metatable gets after setmetatable.
--deviation: whether a table is weak is seen where it gets its metatable
--< nil
--> table
local meta = {}
local t = setmetatable({}, meta)
meta.__mode = "v"
t[1] = {}
collectgarbage()
print(t[1] and type(t[1]))
setmetatable(t, meta)
collectgarbage()
print(t[1])
