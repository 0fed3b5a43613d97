-- files that nobody has closed do not use up the descriptors
local f = io.open("f", "w") f:write("x") f:close()
local n = 0
for i = 1, 3000 do local g = io.open("f") if not g then collectgarbage() g = assert(io.open("f")) end n = n + #g:read("*a") end
print(n)
for i = 1, 3000 do for line in io.lines("f") do n = n + 1 end end
print(n)
