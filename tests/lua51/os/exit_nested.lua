-- os.exit ends the program from wherever it is called, and flushes
local function run(text) local f = io.open("s.lua", "w") f:write(text) f:close() io.stdout:flush() return (os.execute("lua s.lua")) end
print(run [[io.write("a") pcall(function() os.exit(3) end) print("never")]])
print(run [[io.write("b") xpcall(function() os.exit(4) end, print) print("never")]])
print(run [[io.write("c") coroutine.wrap(function() os.exit(5) end)() print("never")]])
print(run [[io.write("d") local t = setmetatable({}, {__index = function() os.exit(6) end}) print(t.x, "never")]])
print(run [[io.write("e") table.sort({1, 2, 3}, function() os.exit(7) end) print("never")]])
print(run [[io.write("f") ("x"):gsub(".", function() os.exit(8) end) print("never")]])
print(run [[io.write("g") for line in io.lines("s.lua") do os.exit(9) end print("never")]])
print(run [[io.stdout:setvbuf("full", 100000) io.write(("h"):rep(20)) os.exit()]])
print(run [[local f = io.open("left", "w") f:write("left open") os.exit(true and 0)]], io.open("left"):read())
