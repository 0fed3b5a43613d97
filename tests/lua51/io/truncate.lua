-- "w" empties, "r+" keeps, and a file may be open more than once
local f = io.open("f", "w") f:write("0123456789") f:close()
f = io.open("f", "r+") f:write("ab") f:close() print(io.open("f"):read("*a"))
local a, b = io.open("f", "r+"), io.open("f")
print(b:read(4)) a:write("XXXXXX") a:flush() print(b:read(2)) b:seek("set") print(b:read("*a"))
f = io.open("f", "w") a:write("!") a:close() print(("%q"):format(io.open("f"):read("*a"))) f:close()
b:seek("set") print(#b:read("*a"), b:read(1)) b:close()
f = io.open("f", "w+") print(f:read("*a") == "", f:seek("end")) f:close()
