local f = io.tmpfile() f:write("some text") f:seek("set")
for _, format in ipairs {"", "l", "a", "n", "5", "*", "*x", "*L", "**", " *l", true, false, {}, print} do
  print(type(format) == "string" and format or type(format), pcall(f.read, f, format))
end
print(pcall(function() f:read("*l", "bad") end))
print(pcall(function() return f:read("*a", "x") end))
print(pcall(function() io.read("zz") end))
print(pcall(function() io.read("*z") end))
print(pcall(function() f:read(nil) end))
print(pcall(f.read))
print(pcall(f.read, io))
print(pcall(f.read, "x"))
