-- One that a finalizer brings back is not finalized again.
local calls = 0
local p = newproxy(true)
getmetatable(p).__gc = function(o) calls = calls + 1 back = o end
p = nil
collectgarbage()
print(calls, type(back))
back = nil
collectgarbage()
collectgarbage()
print(calls, back)
