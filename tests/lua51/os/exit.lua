local function script(text) local f = io.open("s.lua", "w") f:write(text) f:close() return (os.execute("lua s.lua")) end
for _, s in ipairs {"", "0", "1", "255", "256", "257", "-1", "3.9", "'7'", "nil", "EXIT"} do
  print(s, script("os.exit(" .. s .. ")"))
end
io.stdout:flush()
print(script("io.write('kept') os.exit(2)"))
io.stdout:flush()
print(script("print('kept') os.exit(2)"))
print(script("pcall(os.exit, 5)"), script("coroutine.wrap(os.exit)(6)"))
print(pcall(os.exit, "x")) print(pcall(os.exit, {}))

