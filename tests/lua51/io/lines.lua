local f = io.open("f", "w") f:write("one\n\ntwo\nlast without newline") f:close()
for line in io.lines("f") do print(("%q"):format(line)) end
local next = io.lines("f")
print(next(), next(), next(), next(), next())
print(pcall(next))
f = io.open("f")
for line in f:lines() do print(#line) end
print(io.type(f), f:read(), f:read("*a"))
f:seek("set") print(f:lines()())
f:close()
print(pcall(f.lines, f))
for line in io.open("f"):lines() do io.write("<", line, ">") end print()
local it = io.lines("f") print(select("#", it())) it() it() it() print(select("#", it()))
