-- After an error they are called too.
p = newproxy(true)
getmetatable(p).__gc = function() print("finalized") end
print("before")
error("the end")
