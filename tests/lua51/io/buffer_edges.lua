-- reads and seeks about the sizes of buffers
local f = io.open("f", "w+")
for i = 1, 3000 do f:write(("%05d"):format(i)) end
for _, at in ipairs {0, 1, 4090, 4095, 4096, 4097, 8191, 8192, 8193, 14990, 14995, 15000, 15001} do
  f:seek("set", at)
  local a, b, c = f:read(3, 7, 0)
  print(at, a, b, c, f:seek())
end
f:seek("set", 4094) f:write("ABCD") f:seek("set", 4090) print(f:read(12))
for i = 1, 20 do f:seek("set", i * 700) f:write("<", i, ">") f:seek("cur", -2) io.write(f:read(1), " ") end print()
f:seek("set", 100) f:read(10) f:write("here") f:seek("set", 105) print(f:read(15))
f:seek("end") f:write("tail") f:seek("end", -8) print(f:read("*a"))
local sum = 0 f:seek("set") for i = 1, f:seek("end") do end f:seek("set")
repeat local c = f:read(1) if c then sum = (sum * 31 + c:byte()) % 1000003 end until not c
print(sum)
