-- what no script has closed is written at the end, and at os.exit
local function script(text) local f = io.open("s.lua", "w") f:write(text) f:close() end
script [[local f = io.open("f", "w") f:write("end\n")]]
print((os.execute("lua s.lua"))) io.stdout:flush() print(io.open("f"):read())
script [[f = io.open("f", "w") f:write("exit\n") os.exit(3)]]
print((os.execute("lua s.lua"))) print(io.open("f"):read())
script [[f = io.open("f", "w") f:write("error\n") error("x")]]
print((os.execute("lua s.lua 2>/dev/null"))) print(io.open("f"):read())
script [[local f = io.open("f", "w") f:write("collected\n") f = nil collectgarbage() collectgarbage() print(io.open("f"):read())]]
io.stdout:flush() os.execute("lua s.lua")
