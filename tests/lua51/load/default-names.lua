-- Names that chunks have by default.
print((select(2, loadstring("x = = 1")))) print((select(2, loadstring("x =\n\n= 1")))) print((select(2, loadstring("\n\nx = = 1")))) print((select(2, loadstring(("y"):rep(100) .. " = = 1")))) print((select(2, loadstring("x = =", nil))))
local function pieces(...) local list, i = {...}, 0 return function() i = i + 1 return list[i] end end
print((select(2, load(pieces("x = = 1"))))) print((select(2, load(pieces("x ", "= = 1"), "@f")))) print((select(2, load(pieces("x = = 1"), "x = 1"))))
local f = io.open("c.lua", "w") f:write("x = = 1") f:close() print((select(2, loadfile("c.lua")))) print((select(2, pcall(dofile, "c.lua")))) print((select(2, loadfile("./c.lua"))))
f = io.open("d.lua", "w") f:write("\nerror 'in d'") f:close() print(pcall(dofile, "d.lua")) print(pcall(loadfile("d.lua"))) print(pcall(loadstring "error 'in string'")) print(pcall(load(pieces "error 'in load'")))
print(debug.getinfo(loadfile("d.lua"), "S").source, debug.getinfo(loadstring("return 1"), "S").source, debug.getinfo(load(pieces "return 2"), "S").source, debug.getinfo(1, "S").source, debug.getinfo(loadfile("d.lua"), "S").what)
