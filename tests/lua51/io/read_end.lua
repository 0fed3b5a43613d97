-- at the end: nil for all but "*a", and what follows a failure is not tried
local f = io.open("f", "w") f:write("a\nb") f:close()
f = io.open("f")
print(f:read("*l", "*l", "*l", "*l"))
print(f:read("*l"), f:read(1), f:read(0), f:read("*n"))
print(f:read("*a"), f:read("*a", "*a"), f:read("*a", "*l"))
print(select("#", f:read("*l", "*l")), select("#", f:read("*a", "*l", "*l")))
local g = io.open("f", "a") g:write("more\nand") g:close()
print(f:read("*l")) -- the file has grown
print(f:read("*l"), f:read("*l"))
f:close()
f = io.open("empty", "w") f:close()
f = io.open("empty") print(f:read()) print(f:read("*a")) print(f:read(0)) print(f:read(5)) print(f:read("*n"))
