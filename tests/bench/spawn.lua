-- spawn.lua: rounds of spawn of /bin/true and wait, for nslua; a byte to
-- descriptor 3 before the spawn, after it, and after the wait.
for _ = 1, tonumber(arg[1]) do
  assert(write(3, "a"))
  local pid = assert(spawn {"/bin/true"})
  assert(write(3, "b"))
  assert(waitpid(pid))
  assert(write(3, "c"))
end
