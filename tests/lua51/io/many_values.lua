-- long lists of arguments
local list = {} for i = 1, 200 do list[i] = i end
local f = io.tmpfile() print(f:write(unpack(list)), f:seek())
f:seek("set") local formats = {} for i = 1, 200 do formats[i] = 1 end
print(select("#", f:read(unpack(formats))), f:seek())
print(#table.concat({f:read(unpack(formats))}))
f:seek("set", 480) print(f:read(5, 5, 5, 5, 5))
f:seek("end") print(f:read(1, 1, 1), select("#", f:read(1, 1, 1)))
