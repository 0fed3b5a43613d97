-- Dumped functions in files, with a first line for the kernel; broken ones.
local function file(text) local f = assert(io.open("c.luac", "wb")) f:write(text) f:close() end
local text = string.dump(function(...) io.stderr:write("run ", (tostring(...)), "\n") return 1 end)
file(text) print(loadfile("c.luac")("x")) print(dofile("c.luac"))
file("#!/usr/bin/lua\n" .. text) print(loadfile("c.luac")("y"))
print((os.execute("lua c.luac a b")))
for _, cut in ipairs { 1, 4, 5, 12, 15, 30, -2 } do
  print(cut, loadstring(text:sub(1, cut), "=cut"))
end
print(loadstring("\27", "@name")) print(loadstring("\27Lua")) print(loadstring("\27XXXXXXXXXXXXXXXXXXX", "text"))
file("\27Lua") print(loadfile("c.luac"))
local ok = true
for i = 13, math.min(#text, 200) do ok = ok and pcall(loadstring, text:sub(1, i)) end
print(ok)
