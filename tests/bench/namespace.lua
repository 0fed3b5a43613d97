-- namespace.lua: what unshare --fork --pid --mount-proc true does, for nslua.
assert(unshare(CLONE_NEWPID + CLONE_NEWNS))
if fork() == 0 then
  assert(mount_proc())
  execvp("true", {})
end
wait()
