--deviation: print writes a string whole, where fputs stops at a NUL byte
--< a	b
--> a\0b	b
local f = io.open("s.lua", "w") f:write [[print("a\0b", "b")]] f:close()
print((io.popen("lua s.lua"):read("*a"):gsub("%z", "\\0")))
