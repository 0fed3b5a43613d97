--deviation: a line that cannot be written is told of, where glibc loses it without a word
--< last:	true
--> last:	nil	No space left on device	28
-- a full disk: told by whoever comes to write
local f = io.open("/dev/full", "w")
print(f:write("x"))
print(f:flush())
print(f:write("y"))
print(f:close())
f = io.open("/dev/full", "w")
f:setvbuf("no")
print(f:write("x"))
print(f:write(1))
print(f:close())
f = io.open("/dev/full", "w")
print(f:write("x"))
print(f:seek("set"))
print(f:close())
f = io.open("/dev/full", "w") f:setvbuf("line")
print(f:write("x")) print("last:", f:write("y\n"))
