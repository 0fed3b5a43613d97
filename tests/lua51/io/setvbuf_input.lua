-- what is not read ahead is left for a command
local f = io.open("f", "w") f:write("one\ntwo\nthree\n") f:close()
f = io.open("reader.lua", "w")
f:write [[
if arg[1] then io.stdin:setvbuf(arg[1]) end
print(io.read(), io.read(1))
io.stdout:flush()
os.execute("cat")
]]
f:close()
io.stdout:flush() os.execute("lua reader.lua no <f")
io.stdout:flush() os.execute("cat f | lua reader.lua no")
io.stdout:flush() os.execute("cat f | lua reader.lua")
