-- A pid namespace lives as long as its process 1, and can have no second one.
--
-- This is what stands behind a famous riddle:
--
--     # unshare --pid sh
--     # ls
--     # ls
--     sh: cannot fork: Cannot allocate memory
--
-- unshare(1) becomes the shell, which stays outside. Its first child, the first
-- ls, was process 1, and when that ended, the namespace was dead. Nothing can be
-- born into it any more, whatever memory there is. unshare --fork helps: it
-- forks first, and the shell is process 1 and stays.

if geteuid() ~= 0 then assert(unshare(CLONE_NEWUSER)) end

local function in_child(f)
  local pid, message, errno = fork()
  if pid == 0 then
    f()
    os.exit()
  end
  if pid then wait() end
  return pid, message, errno
end

local function ls() print("", "a child with pid", getpid()) end

print("without --fork:")
in_child(function()
  assert(unshare(CLONE_NEWPID))
  in_child(ls)
  local pid, message, errno = in_child(ls)
  print("", message)
  print("", "errno is ENOMEM:", pid == nil and errno == ENOMEM)
end)

print("with --fork:")
in_child(function()
  assert(unshare(CLONE_NEWPID))
  in_child(function() -- process 1, and it stays
    in_child(ls)
    in_child(ls)
  end)
end)
