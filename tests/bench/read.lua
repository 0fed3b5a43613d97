-- All lines of the file arg[1] by file:read.
local f, bytes = assert(io.open(arg[1])), 0
while true do
	local line = f:read()
	if not line then break end
	bytes = bytes + #line
end
assert(bytes > 0)
