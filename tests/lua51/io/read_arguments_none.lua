local f = io.tmpfile() f:write("x\ny\n") f:seek("set")
print(f:read(), f:read(), f:read())
print(io.read(), io.read("*a"), io.read(0), io.read("*n"))
print(select("#", f:read()))
