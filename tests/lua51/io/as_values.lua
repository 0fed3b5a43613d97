-- files are values as others are
local f, g = io.tmpfile(), io.tmpfile()
local names = {[f] = "f", [g] = "g", [io.stdout] = "out"}
print(names[f], names[g], names[io.output()], names[io.stdin])
print(f == f, f == g, io.stdout == io.output(), f ~= g)
print(pcall(function() return f < g end)) print(pcall(function() return f .. "" end)) print(pcall(function() return f + 1 end))
print(pcall(function() return -f end)) print(pcall(setmetatable, f, {}))
print(type(debug.getmetatable and debug.getmetatable(f)), rawequal(f, f))
f.close(f) print(io.type(f)) print(getmetatable(g).write(g, "x"), g:seek())
local write, read = g.write, g.read print(write(g, "y"), g:seek("set"), read(g, "*a"))
print(pcall(next, f)) print(pcall(ipairs, f)) print(pcall(rawget, f, 1)) print(pcall(unpack, f))
