print(io.read("*n", "*n"))
print(io.read())
print(io.read(3), io.stdin:read("*l"))
print(io.read(0))
for line in io.lines() do print(line) if line == "stop" then break end end
print(io.read("*a"))
print(io.read("*a"), io.read("*l"), io.read(0))
