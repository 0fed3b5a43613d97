-- who reads on from standard input begins where a script has ended
local f = io.open("f", "w") f:write("1\n2\n3\n") f:close()
f = io.open("r.lua", "w") f:write "print(io.read())" f:close()
io.stdout:flush()
os.execute("(lua r.lua; lua r.lua; cat) <f")
f = io.open("r.lua", "w") f:write "print(io.read()) os.exit(0)" f:close()
os.execute("(lua r.lua; cat) <f")
