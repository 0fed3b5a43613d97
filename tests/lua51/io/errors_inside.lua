-- an error in a loop leaves the file as it is
local f = io.open("f", "w") f:write("1\n2\n3\n") f:close()
f = io.open("f")
print(pcall(function() for line in f:lines() do if line == "2" then error("stop", 0) end end end))
print(f:read(), f:read(), io.type(f))
f:seek("set")
for line in f:lines() do if line == "1" then print(f:read("*l")) else print("loop", line) end end
f:seek("set")
for line in f:lines() do print(line) if line == "2" then f:close() break end end
print(io.type(f))
f = io.open("f")
print(pcall(function() for line in f:lines() do f:close() end end))
