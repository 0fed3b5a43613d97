print(io.type(io.stdin), io.type(io.stdout), io.type(io.stderr))
print(io.type(nil), io.type(1), io.type("file"), io.type({}), io.type(print), io.type(true))
print(pcall(io.type))
local f = io.tmpfile() print(io.type(f)) f:close() print(io.type(f))
print(io.type(setmetatable({}, getmetatable(f))))
print(type(f), type(io), type(io.stdin))
if newproxy then print(io.type(newproxy()), io.type(newproxy(true))) end
