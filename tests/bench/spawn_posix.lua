-- spawn_posix.lua: the same as spawn.lua by fork and exec, for lua5.1 with luaposix.
local unistd, wait = require "posix.unistd", require "posix.sys.wait"
for _ = 1, tonumber(arg[1]) do
  assert(unistd.write(3, "a"))
  local pid = assert(unistd.fork())
  if pid == 0 then
    unistd.exec("/bin/true", {[0] = "true"})
    unistd._exit(127)
  end
  assert(unistd.write(3, "b"))
  assert(wait.wait(pid))
  assert(unistd.write(3, "c"))
end
