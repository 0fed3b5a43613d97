-- numbers are read across lines, and stop the rest of a call where they fail
local f = io.tmpfile()
f:write("1 2\n3\n\n  4 five 6\n7") f:seek("set")
print(f:read("*n", "*n", "*n", "*n"))
print(f:read("*n", "*n", "*l"))
print(f:read("*l"))
print(f:read("*n", "*l", "*n"))
print(f:read("*n"))
f:seek("set")
local sum, n = 0, 0
while true do local x = f:read("*n") if not x then break end sum, n = sum + x, n + 1 end
print(sum, n, f:read("*a"))
print(select("#", f:read("*n", "*n", "*n")))
