-- fork.lua: the same as fork.c, for nslua.
for _ = 1, tonumber(arg[1]) do
  assert(write(3, "a"))
  local pid = assert(fork())
  if pid == 0 then _exit(0) end
  assert(write(3, "b"))
  assert(waitpid(pid))
  assert(write(3, "c"))
end
