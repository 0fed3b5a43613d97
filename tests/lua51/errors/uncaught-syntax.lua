-- A file that does not compile.
local f = io.open("broken.lua", "w")
f:write("local a = 1\n\nlocal b = = 2\n")
f:close()
print(loadfile("broken.lua"))
print(pcall(dofile, "broken.lua"))
dofile("broken.lua")
