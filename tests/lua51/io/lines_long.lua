-- lines of any length
local sizes = {0, 1, 1023, 1024, 1025, 4095, 4096, 4097, 8191, 8192, 65535, 65536, 100000, 1000000}
local f = io.open("f", "w")
for _, n in ipairs(sizes) do f:write(("x"):rep(n), "\n") end
f:close()
for line in io.lines("f") do io.write(#line, " ") end print()
f = io.open("f")
for _, n in ipairs(sizes) do local l = f:read("*l") io.write(#l == n and "ok " or "wrong ") end print()
print(f:read())
f:seek("set") print(#f:read("*a"))
f:seek("set", 1) print(#f:read(2000), #f:read(70000), #f:read("*l"))
