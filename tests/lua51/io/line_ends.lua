-- a carriage return is a byte as others are
local f = io.open("f", "wb") f:write("dos\r\n", "mac\r", "unix\n", "\n", "\r\n", "end\r") f:close()
for line in io.lines("f") do print(("%q"):format(line), #line) end
f = io.open("f", "rb") print(#f:read("*a")) f:close()
f = io.open("f", "r") print(#f:read("*a")) f:close()
