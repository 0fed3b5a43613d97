local f = io.open("f", "w")
local block = ("0123456789"):rep(1000)
for i = 1, 300 do f:write(block) end
f:write(("y"):rep(3000000))
print(f:seek())
f:close()
f = io.open("f")
print(f:seek("end"))
print(f:seek("set", 2999995), f:read(10))
f:seek("set") local n = 0
repeat local b = f:read(4093) n = n + #(b or "") until not b
print(n)
for i = 1, 1000 do io.write(i % 10) end print()
