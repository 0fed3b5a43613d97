-- load, loadstring, loadfile and dofile.
print(loadstring("return 1, 2")())
print(loadstring("syntax error here"))
print(loadstring("x = = 1", "@file.lua")) print(loadstring("x = = 1", "=name")) print(loadstring("x = = 1", "first line\nsecond"))
print(loadstring("x = = 1", ("long "):rep(30)))
local parts = { "return ", "1 + ", "2", nil }
local i = 0
print(load(function() i = i + 1 return parts[i] end)())
print(pcall(load(function() return nil end)))
print(pcall(load)) print(pcall(load, "return 1")) print(pcall(loadstring)) print(pcall(loadstring, {}))
i = 0
print(load(function() i = i + 1 if i == 1 then return "x = " elseif i == 2 then return "" end return "never read" end, "=pieces"))
print(pcall(load, function() return {} end)) print(pcall(load, function() error("reader failed", 0) end))
local out = assert(io.open("chunk.lua", "w"))
out:write("#!/usr/bin/lua\nlocal a, b = ...\nreturn 'chunk', a, b")
out:close()
print(loadfile("chunk.lua")("x", "y")) print(dofile("chunk.lua")) print(loadfile("absent.lua")) print(pcall(dofile, "absent.lua"))
out = assert(io.open("bad.lua", "w")) out:write("\n\nx = = 1") out:close()
print(loadfile("bad.lua")) print(pcall(dofile, "bad.lua"))
