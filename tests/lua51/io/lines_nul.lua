--deviation: lines with NUL bytes are whole, where fgets loses what follows them
--< 7	0
--> 7	4
local f = io.open("f", "wb") f:write("abc\0def\n1234\n") f:close()
f = io.open("f")
print(#f:read(), #(f:read() or ""))
f:seek("set") print(#f:read("*a")) f:seek("set") print(#f:read(6), f:read(1))
