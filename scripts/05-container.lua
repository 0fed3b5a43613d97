-- A container from scratch:
--
--     nslua 05-container.lua run [--root DIR] CMD ARGS...
--
-- The kernel knows no containers. It knows processes, and what each of them may
-- see; a container is a process that sees little, and so do all its children:
--
--     pid namespace     its own processes only; CMD is process 1
--     mount namespace   its own mounts: a /proc that shows those processes,
--                       and with --root the files below DIR only
--     uts namespace     its own host name
--     ipc namespace     its own message queues and shared memory
--     user namespace    where we are not root: one in which we are
--
-- The exit status is CMD's, or 128+n if signal n ended it; 127 if there is no
-- such command, 126 if it cannot be run, 125 if there is no container to run it.

-- check gives up if a call was refused; the message names the call.
local function check(result, message, ...)
  if result == nil then
    io.stderr:write("05-container: ", message, "\n")
    os.exit(125)
  end
  return result, message, ...
end

-- enter makes DIR the root of the mount namespace, and takes the host's root out
-- of it. chroot would not do: root knows the way out of that (chroot(2)).
local function enter(root)
  check(chdir(root))
  local here = check(getcwd())
  if here == "/" then return check(mount_proc()) end
  check(mount("none", "/", nil, MS_REC + MS_PRIVATE)) -- what follows is not for the host
  check(mount(here, here, nil, MS_BIND + MS_REC))
  check(chdir(here)) -- into the mount
  -- The new /proc can be mounted only while the host's is still in sight.
  local mounted, message, errno = mount_proc("proc")
  if errno == ENOENT then message = root .. " has no folder proc, where its /proc could be mounted" end
  check(mounted, message)
  check(pivot_root(".", ".")) -- puts the host's root where DIR was, on top of it
  check(umount2(".", MNT_DETACH))
  check(chdir("/"))
end

-- inside is what the first process of the container does before it becomes CMD.
local function inside(root, command)
  check(prctl(PR_SET_PDEATHSIG, SIGKILL)) -- nobody outlives the one who waits for it
  check(sethostname("container"))
  if root then enter(root) else check(mount_proc()) end
  local _, message, errno = execvp(command[1], {unpack(command, 2)})
  io.stderr:write("05-container: ", message, "\n")
  os.exit(errno == ENOENT and 127 or 126)
end

-- handled tells whether a process handles or ignores a signal: proc(5).
local function handled(pid, sig)
  local file = io.open("/proc/" .. pid .. "/status")
  local status = file and file:read("*a") or ""
  if file then file:close() end
  for _, set in ipairs {"SigCgt", "SigIgn"} do
    local low = status:match(set .. ":%s*%x*(%x%x%x%x%x%x%x%x)\n")
    if low and math.floor(tonumber(low, 16) / 2 ^ (sig - 1)) % 2 == 1 then return true end
  end
  return false
end

local tty = open("/dev/tty", O_RDWR) or -1 -- standard input may be a file

-- ours tells whether the terminal is ours: then its signals are for CMD as well.
local function ours() return tcgetpgrp(tty) == getpgid() end

local terminal -- it was ours last, and is to be had back

local fatal = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2}

-- stand_for_signals: a signal does nothing to a process 1 that does not handle
-- it (03-init.lua), so Ctrl-C could not end "run sleep 100". We get it too, and
-- from outside SIGKILL works. Returns a function that tells what ended it.
local function stand_for_signals(child)
  local ended_by
  for _, sig in ipairs(fatal) do
    signal(sig, function()
      local keyed = ours() and (sig == SIGINT or sig == SIGQUIT) -- Ctrl-C has come to CMD as well
      terminal = terminal or keyed
      if not handled(child, sig) then
        ended_by = sig
        kill(child, SIGKILL)
      elseif not keyed then
        kill(child, sig)
      end
    end)
  end
  signal(SIGTSTP, function() -- Ctrl-Z, and fg
    kill(child, SIGSTOP)
    kill(getpid(), SIGSTOP)
    terminal = ours() -- not after bg
    kill(child, SIGCONT)
  end)
  return function() return ended_by end
end

local function run(root, command)
  if geteuid() ~= 0 then
    check(unshare(CLONE_NEWUSER))
    check(idmap("root"))
  end
  terminal = ours()
  local mask = sigprocmask(SIG_BLOCK, fatal) -- none of them comes before we can handle it
  local child, pidfd = check(clone(CLONE_NEWPID + CLONE_NEWNS + CLONE_NEWUTS + CLONE_NEWIPC))
  if child == 0 then
    sigprocmask(SIG_SETMASK, mask)
    inside(root, command)
  end
  close(pidfd)
  local ended_by = stand_for_signals(child)
  sigprocmask(SIG_SETMASK, mask)

  local _, how, code = check(waitpid(child))
  if terminal then -- a shell in there has taken it, and cannot give it back to a group it does not see
    signal(SIGTTOU, SIG_IGN)
    tcsetpgrp(tty, getpgid())
  end
  os.exit(how == "exited" and code or 128 + (ended_by() or code))
end

-- Without arguments it shows what a container sees.
if #arg == 0 then
  arg = {"run", "sh", "-c", [[
    read host < /proc/sys/kernel/hostname
    echo "I am process $$ on $host, as uid $(id -u)"
    for p in /proc/[0-9]*; do echo "I see process ${p#/proc/}"; done]]}
end

local root, first = nil, 2
if arg[2] == "--root" then root, first = arg[3], 4 end
local command = arg[first]
if arg[1] ~= "run" or root == "" or not command or command:sub(1, 1) == "-" then
  io.stderr:write("usage: nslua 05-container.lua run [--root DIR] CMD ARGS...\n")
  os.exit(125)
end
run(root, {unpack(arg, first)})
