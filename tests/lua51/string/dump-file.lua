local function greet(name) return "hello " .. name end
local f = assert(io.open("greet.luac", "wb")) f:write(string.dump(greet)) f:close()
print(loadfile("greet.luac")("file"), loadfile("greet.luac") ~= greet)
f = assert(io.open("main.luac", "wb")) f:write(string.dump(assert(loadstring("answer = 42 return ...", "@main.lua")))) f:close()
print(dofile("main.luac"), answer)
print(loadstring("\27Lu") == nil, loadstring("\27") == nil, loadstring("\27LuaX" .. ("x"):rep(50)) == nil, loadstring(string.dump(greet):sub(1, 20)) == nil)
