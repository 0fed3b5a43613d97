-- dofile of a file with a mistake.
local f = io.open("bad.lua", "w") f:write("local a = 1\nlocal b = }\n") f:close()
print(pcall(dofile, "bad.lua"))
dofile "bad.lua"
