-- Very many chunks, and large ones.
local sum = 0 for i = 1, 3000 do sum = sum + loadstring("return " .. i .. " * 2")() end print(sum)
local lines = {} for i = 1, 20000 do lines[i] = "x = (x or 0) + " .. i end lines[#lines + 1] = "return x" print(loadstring(table.concat(lines, "\n"))()) lines[15000] = "x = = 1" print((select(2, loadstring(table.concat(lines, "\n"), "=big"))))
local functions = {"local t = {}"} for i = 1, 3000 do functions[#functions + 1] = ("t[%d] = function(a) local b = a + %d return function() b = b + 1 return b end end"):format(i, i) end functions[#functions + 1] = "return t" local t = loadstring(table.concat(functions, "\n"))() print(#t, t[1](1)(), t[3000](1)()) print(#loadstring("return '" .. ("x"):rep(1000000) .. "'")(), #loadstring("return [[" .. ("x\n"):rep(300000) .. "]]")())
local deep = {} for i = 1, 100 do deep[i] = "if true then" end print(loadstring(table.concat(deep, " ") .. " r = 7 " .. ("end "):rep(100)) ~= nil)
