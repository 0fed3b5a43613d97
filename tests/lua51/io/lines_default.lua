-- io.lines() goes on where the default input is, and leaves it open
local f = io.open("f", "w") f:write("1\n2\n3\n4\n") f:close()
io.input("f")
print(io.read())
for line in io.lines() do print(line) if line == "3" then break end end
print(io.read(), io.read())
for line in io.lines() do print("never", line) end
print(io.type(io.input()))
io.close(io.input())
print(pcall(io.lines))
print(pcall(io.read))
io.input(io.stdin)
for line in io.lines() do print("never", line) end
print(io.read())
