for _, mode in ipairs {"", "x", "rw", "r+", "rb", "R", " r"} do print(mode, io.popen("true", mode)) end
print(io.type(io.popen("true", "re")))
print(pcall(io.popen))
print(pcall(io.popen, {}))
print(pcall(io.popen, "true", {}))
print(pcall(function() io.popen(nil) end))
local p = io.popen("no-such-command-here 2>/dev/null") print(p:read())
