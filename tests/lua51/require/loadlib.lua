--deviation: nslua is one program without a C library, and loads none
--< nil	string	open
--> nil	string	absent
local function kinds(lib, message, where) print(lib, type(message), where) end
kinds(package.loadlib("/nowhere.so", "*"))
print(pcall(package.loadlib))
print(pcall(package.loadlib, "x"))
print(pcall(package.loadlib, {}, "f"))
