-- The tree of a service is found and killed as a whole: also what has left its process
-- group, its session and its parent, is stopped, ignores SIGTERM or forks without
-- end; and nobody else is. That all have ended is seen by a pipe of which every one of
-- them has the writing end.
local launch = require "supervisor.launch"
local tree = require "supervisor.tree"

local root = geteuid() == 0
setenv("PATH", "/usr/bin:/bin")
assert(prctl(PR_SET_CHILD_SUBREAPER, true))

-- planted launches a service that writes a line for each of its processes once that is
-- as it should be, and gives the child, when it has read so many, and the pipe.
local function planted(lines, service, io)
  local r, w = assert(pipe())
  if type(service) == "string" then service = { argv = { "sh", "-c", service } } end
  service.name, service.pdeathsig = "web", SIGKILL
  io = io or {}
  io.fds = { [1] = w, [2] = w }
  local child, failure = launch(service, io)
  if not child then error(failure.message, 2) end
  close(w)
  assert(read_all(child.report) == "")
  close(child.report)
  local text = ""
  while select(2, text:gsub("\n", "")) < lines do
    local more = assert(read(r, 100))
    if more == "" then error("only " .. text, 2) end
    text = text .. more
  end
  return child, r
end

-- reap waits for all children that have ended, those that are about to included.
local function reap()
  repeat local pid = waitpid(-1, WNOHANG) until not pid or pid == 0
end

-- over asserts that every process of the tree has ended.
local function over(child, r)
  assert(read_all(r))
  close(r)
  while not tree.empty(child) do assert(waitpid(-1)) end
  reap()
end

local function lives(r)
  local _, fds = poll({ { fd = r, events = POLLIN } }, 0)
  return not fds[1].revents:has(POLLHUP)
end

local HANG = 30 -- seconds, if something that should end does not
signal(SIGALRM, function() error "it hangs" end)
alarm(HANG)

local wait_for_ever = "echo; while :; do sleep 1000; done"
local everything = [[
  sh -c 'echo; sleep 1000; :' &
  setsid sh -c 'echo; sleep 1000; :' &
  (setsid sh -c 'echo; (sleep 1000; :) & sleep 1000; :' &)
  sh -c 'echo; kill -STOP $$; :' &
  setsid sh -c 'trap "" TERM; echo; sleep 1000; sleep 1000; :' &
]]

-- SIGKILL leaves nothing, also after the main process has ended.
local child, r = planted(6, everything .. wait_for_ever)
assert(not tree.empty(child))
assert(#tree.signal(child, SIGKILL) == 0)
over(child, r)

child, r = planted(6, everything .. "echo; exit 3")
assert(select(3, waitpid(child.pid)) == 3)
assert(not tree.empty(child))
assert(#tree.signal(child, SIGKILL) == 0)
over(child, r)

-- SIGTERM ends those that are stopped as well, and not those that ignore it.
child, r = planted(2, "sh -c 'echo; kill -STOP $$; :' & " .. wait_for_ever)
assert(#tree.signal(child, SIGTERM) == 0)
over(child, r)
child, r = planted(2, "setsid sh -c 'trap \"\" TERM; echo; while :; do sleep 1000; done' & " .. wait_for_ever)
tree.signal(child, SIGTERM)
assert(select(3, waitpid(child.pid)) == SIGTERM)
assert(lives(r) and not tree.empty(child))
tree.signal(child, SIGKILL)
over(child, r)

-- A signal comes once to each, and SIGCONT after it. Real-time signals are queued.
child, r = planted(1, { run = function()
  local all = { SIGCONT, SIGRTMIN + 1, SIGRTMIN + 2 }
  sigprocmask(SIG_BLOCK, all)
  print "ready"
  repeat
    local sig = sigwait(all)
    print(sig)
  until sig == SIGRTMIN + 2
end })
tree.signal(child, SIGRTMIN + 1)
kill(child.pid, SIGRTMIN + 2)
local text = read_all(r)
close(r)
assert(select(2, text:gsub(SIGRTMIN + 1 .. "\n", "")) == 1 and select(2, text:gsub(SIGCONT .. "\n", "")) == 1, text)
waitpid(child.pid)

-- Zombies do not count, whoever has yet to wait for them.
child, r = planted(1, "echo; sh -c 'exit 3' & exit 4")
assert(read_all(r) == "")
close(r)
repeat until tree.empty(child) -- they may be about to end yet
while waitpid(-1) do end

-- Others are left alone: other services, what the supervisor has started itself, and
-- whoever has got the number of a process that is no more.
local other, other_r = planted(6, everything .. wait_for_ever)
local own = assert(fork())
if own == 0 then while true do pause() end end
child, r = planted(6, everything .. wait_for_ever)
tree.signal(child, SIGKILL, { [other.pid] = true })
over(child, r)
assert(lives(other_r) and waitpid(own, WNOHANG) == 0 and waitpid(other.pid, WNOHANG) == 0)
tree.signal({ pid = own, start = "another", session = true }, SIGKILL)
assert(waitpid(own, WNOHANG) == 0)

-- A sweep is for all of them, but not for who sweeps.
assert(#tree.sweep(SIGKILL) == 0)
over(other, other_r)
while waitpid(-1) do end -- own

-- A service that forks without end, in groups and sessions of their own.
if access("/usr/bin/perl", X_OK) then
  local bomb = { "perl", "-e", [[
    use POSIX; $| = 1; print "\n"; alarm 20;
    while (1) { my $p = fork; if (defined $p && !$p) { POSIX::setsid(); alarm 20 } }
  ]] }
  child, r = planted(1, {
    argv = bomb, limits = { { "NPROC", 60, 60 } }, pdeathsig = SIGKILL,
    user = root and 4344 or nil, group = root and 4344 or nil,
  })
  assert(#tree.signal(child, SIGKILL) == 0)
  over(child, r)
end

-- Inner pid namespaces: there the service is pid 1, and its children are found all the
-- same.
child, r = planted(2, {
  argv = { "sh", "-c", "setsid sh -c 'trap \"\" TERM; echo; sleep 1000; :' & " .. wait_for_ever },
  unshare = root and CLONE_NEWPID or CLONE_NEWUSER + CLONE_NEWPID,
})
assert(#tree.signal(child, SIGTERM) == 0)
assert(not tree.empty(child) and lives(r)) -- pid 1 has no handler, and the kernel drops it
tree.signal(child, SIGKILL)
over(child, r)

-- Without a /proc that counts as this process does, as for a supervisor that is pid 1
-- of a pid namespace and has mounted nothing, the orphans are found that are of the
-- session or group; and a sweep as pid 1 is for all there is.
local p = assert(clone(root and CLONE_NEWPID or CLONE_NEWUSER + CLONE_NEWPID))
if p == 0 then
  if not root then prctl(PR_SET_DUMPABLE, true) end
  alarm(HANG)
  local found = "(sh -c 'echo; sleep 1000; :' &) ; setsid sh -c 'echo; (sleep 1000; :) & sleep 1000; :' & "
  child, r = planted(3, found .. wait_for_ever)
  tree.signal(child, SIGKILL)
  over(child, r)
  child, r = planted(6, everything .. "echo; exit 3")
  waitpid(child.pid)
  tree.sweep(SIGTERM)
  assert(lives(r))
  tree.sweep(SIGKILL)
  over(child, r)
  while waitpid(-1) do end
  exit()
end
assert(select(3, waitpid(p)) == 0)

-- What may not be signalled is told of, and keeps nobody from the rest.
if root then
  child, r = planted(2, "sh -c 'echo; sleep 1000; :' & " .. wait_for_ever)
  p = assert(fork())
  if p == 0 then
    setuidgid(4242, 4242)
    local refused = tree.signal(child, SIGKILL)
    assert(#refused >= 3 and refused[1].pid == child.pid and refused[1].errno == EPERM, #refused)
    exit()
  end
  assert(select(3, waitpid(p)) == 0)
  tree.signal(child, SIGKILL)
  over(child, r)
end
assert(select(3, waitpid(-1)) == ECHILD)
