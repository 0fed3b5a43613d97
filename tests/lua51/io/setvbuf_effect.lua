-- when what was written can be read by others
local function seen() return io.open("f"):read("*a") end
local f = io.open("f", "w") f:setvbuf("no")
f:write("a") print(seen()) f:write("b", "c") print(seen()) f:close()
f = io.open("f", "w") f:setvbuf("full")
f:write("a\nb\n") print(seen()) f:flush() print(seen()) f:write("c") f:close() print(seen())
f = io.open("f", "w") f:setvbuf("line")
f:write("a") print(seen()) f:write("\n") print(seen()) f:close()
f = io.open("f", "w") f:write("default\n") print(seen()) f:seek("cur") f:close() print(seen())
f = io.open("f", "w") io.output(f) io.write("x") print(seen()) io.flush() print(seen()) io.close() print(seen())
io.output(io.stdout)
