-- Sixty upvalues are allowed.
local function make(n, inner) local s = {} for i = 1, n do s[i] = "local u" .. i .. " = " .. i end s[#s + 1] = "return function() local sum = 0" for i = 1, n do s[#s + 1] = "sum = sum + u" .. i end s[#s + 1] = inner or "" s[#s + 1] = "return sum end" return table.concat(s, "\n") end
print(loadstring(make(60))()()) print(loadstring(make(61), "=x")) print(loadstring("\n\nlocal function outer()\n" .. make(61) .. "\nend", "=x"))
print(loadstring(make(59, "local y = function() u1 = 100 end y() sum = sum + u1"))()())
local s = {} for i = 1, 61 do s[i] = "local u" .. i end
print(loadstring(table.concat(s, " ") .. " return function() return function() return " .. table.concat((function() local t = {} for i = 1, 61 do t[i] = "u" .. i end return t end)(), ",") .. " end end", "=x"))
