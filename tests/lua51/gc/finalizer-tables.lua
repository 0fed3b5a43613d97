-- In 5.1 a table has no finalizer.
setmetatable({}, {__gc = function() print("never") end})
t = setmetatable({}, {__gc = function() print("never") end})
collectgarbage()
collectgarbage()
print("nothing")
