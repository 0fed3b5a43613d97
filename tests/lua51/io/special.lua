local f = io.open("/dev/null") print(f:read(), f:read("*a"), f:read(0)) f:close()
f = io.open("/dev/null", "w") print(f:write("gone"), f:close())
f = io.open("/dev/zero") print(#f:read(10000), f:read(1) == "\0") f:close()
print(io.open("/proc/self/comm"):read() ~= nil, #io.open("/proc/self/status"):read("*a") > 500)
local n = 0 for line in io.lines("/proc/self/status") do if line:find "^Pid:" then n = n + 1 end end print(n)
os.execute("mkfifo pipe")
os.execute("(echo through; echo the pipe) > pipe &")
for line in io.lines("pipe") do print(line) end
f = io.open("/dev/null") print(f:seek("end"), f:seek("set", 5)) f:close()
