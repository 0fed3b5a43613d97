-- A finalizer finds its userdata as a weak key still, and no longer as a value.
local keys = setmetatable({}, {__mode = "k"})
local values = setmetatable({}, {__mode = "v"})
local log
local p = newproxy(true)
getmetatable(p).__gc = function(o) log = tostring(keys[o]) .. " " .. tostring(values[1]) end
keys[p], values[1] = "data", p
p = nil
collectgarbage()
print(log)
print(next(values))
collectgarbage()
print(next(keys))
