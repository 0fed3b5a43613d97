-- its own source
local name = arg[0]
local n = 0 for line in io.lines(name) do n = n + 1 end print(n)
local f = io.open(name) print(f:read()) print(f:read("*l", "*l")) f:close()
