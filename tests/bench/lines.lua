-- All lines of the file arg[1] by io.lines.
local bytes = 0
for line in io.lines(arg[1]) do bytes = bytes + #line end
assert(bytes > 0)
