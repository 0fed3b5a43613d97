-- A userdata that its own metatable leads to.
--deviation: Go's collector leaves finalizers of cycles alone: it is finalized at the end
--< finalized	true
--< the script ends
--> the script ends
--> finalized	true
local p = newproxy(true)
getmetatable(p).self = p
getmetatable(p).__gc = function(o) print("finalized", o == getmetatable(o).self) end
p = nil
collectgarbage()
print("the script ends")
