-- Exit statuses of scripts.
local function run(code, ...)
  local f = assert(io.open("script.lua", "w")) f:write(code) f:close()
  return (os.execute("lua script.lua 2>/dev/null")) / 256
end
print(run("os.exit(0)"), run("os.exit(3)"), run("os.exit()"), run("os.exit(256 + 5)"), run(""), run("return 7"), run("return false"))
print(run("error('x')"), run("error()"), run("error({})"), run("x = = 1"), run("io.stdout:close()"), run("coroutine.wrap(function() os.exit(9) end)()"), run("pcall(os.exit, 4)"))
print(os.execute("lua absent.lua 2>/dev/null") / 256, os.execute("lua -e 'error()' 2>/dev/null") / 256, os.execute("exit 300") / 256, os.execute("true"), (os.execute("kill -9 $$")))
