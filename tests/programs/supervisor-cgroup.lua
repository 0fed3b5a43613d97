-- A service in a cgroup of its own: nothing gets out of it, whatever it does with its
-- parents and sessions, and whatever it forgets of its environment.
local cgroup = require "supervisor.cgroup"
local launch = require "supervisor.launch"
local tree = require "supervisor.tree"

local function skip(reason)
  print(reason)
  exit(77)
end

-- refused is for an ordinary user who has been given no cgroup: he is told so.
local function refused(target)
  local group, message, errno = cgroup.open(target .. "/nslua-test-" .. getpid())
  assert(not group and errno == EACCES and message:find "mkdir", message)
  exit(0)
end

-- base is a directory of cgroup2 in which this process may make others.
local function base()
  for _, m in ipairs(mounts()) do
    local fd = m.fstype == "cgroup2" and open(m.target, O_PATH)
    if fd then
      local may, message = faccessat(fd, "cgroup.procs", W_OK)
      close(fd)
      if statfs(m.target).flags:has(ST_RDONLY) then skip("needs a cgroup2 that may be written to: " .. m.target .. " is read-only") end
      if not may and geteuid() ~= 0 then refused(m.target) end
      return may and m.target or skip("needs a cgroup2 that may be written to: " .. message)
    end
  end
  skip "needs a cgroup2: none is mounted"
end

setenv("PATH", "/usr/bin:/bin")
local dir = base() .. "/nslua-test-" .. getpid()
signal(SIGALRM, function() error "it hangs" end)
alarm(60)
assert(prctl(PR_SET_CHILD_SUBREAPER, true))

-- refusals
local group, message, errno = cgroup.open(dir .. "/no/such")
assert(not group and errno == ENOENT and message:find "mkdir", message)
local top = mkdtemp()
group, message, errno = cgroup.open(top .. "/plain")
assert(not group and errno == ENOENT and message:find "cgroup.procs" and not stat(top .. "/plain"), message)
rmdir(top)

group = assert(cgroup.open(dir))
assert(not group:populated() and #group:members() == 0)

-- planted starts a service that prints a line for each process when it is as it should be.
local function planted(script, lines, io)
  local r, w = pipe()
  io = io or {}
  io.cgroup, io.fds = group, { [1] = w, [2] = w }
  local child, failure = launch({ name = "web", argv = { "sh", "-c", script }, pdeathsig = SIGKILL }, io)
  if not child then error(failure.message, 2) end
  close(w)
  local report = read_all(child.report)
  if report ~= "" then error(report, 2) end
  close(child.report)
  local text = ""
  while select(2, text:gsub("\n", "")) < lines do
    local more = assert(read(r, 100))
    if more == "" then error("only " .. text, 2) end
    text = text .. more
  end
  return child, r, text
end

local function over(child, r)
  assert(read_all(r))
  close(r)
  while waitpid(-1) do end
  assert(tree.empty(child) and not group:populated())
end

-- The service is in it from its first instruction, and so is a daemon that has
-- forgotten all.
local child, r, text = planted("grep ^0:: /proc/self/cgroup; (env -i setsid sh -c 'trap \"\" TERM; echo; sleep 1000; :' &); echo; exit 3", 2)
assert(text:find(dir:match "[^/]*$" .. "\n", 1, true), text)
assert(select(3, waitpid(child.pid)) == 3)
while #group:members() < 1 do end
assert(group:populated() and not tree.empty(child))
-- that it becomes empty is an event
local epoll = epoll_create1()
assert(epoll_ctl(epoll, EPOLL_CTL_ADD, group.events, EPOLLPRI))
while #epoll_wait(epoll, 1, 0) > 0 do group:populated() end
tree.signal(child, SIGKILL)
repeat
  assert(#epoll_wait(epoll, 1, -1) == 1)
until not group:populated()
close(epoll)
over(child, r)

-- SIGTERM is for all in it, and who ignores it stays.
child, r = planted("(env -i setsid sh -c 'trap \"\" TERM; echo; sleep 1000; sleep 1000; :' &); (env -i setsid sh -c 'echo; sleep 1000; :' &) ; echo; sleep 1000; :", 3)
assert(#group:members() >= 4)
assert(#tree.signal(child, SIGTERM) == 0)
assert(select(3, waitpid(child.pid)) == SIGTERM)
assert(not tree.empty(child))
tree.signal(child, SIGKILL)
over(child, r)

-- So are cgroups that it makes itself, and a bomb of forks in them ends.
child, r = planted("mkdir " .. dir .. "/inner && echo $$ > " .. dir .. "/inner/cgroup.procs && echo && env -i sleep 1000 & wait; sleep 1000; :", 1)
assert(group:populated() and not tree.empty(child) and #group:members() >= 2)
assert(select(3, group:remove()) == EBUSY)
tree.signal(child, SIGKILL)
over(child, r)
if access("/usr/bin/perl", X_OK) then
  local bomb = [[exec perl -e 'use POSIX; $| = 1; print "\n"; alarm 20; while (1) { my $p = fork; if (defined $p && !$p) { POSIX::setsid(); alarm 20 } }']]
  child, r = planted("ulimit -u 100; exec setpriv --reuid 4345 --regid 4345 --clear-groups " .. "sh -c '" .. bomb:gsub("'", "'\\''") .. "'", 1)
  tree.signal(child, SIGKILL)
  over(child, r)
end

-- One that has been removed is a refusal, and it can be made anew.
assert(rmdir(dir .. "/inner"))
assert(rmdir(dir))
child = assert(launch({ name = "web", argv = { "true" } }, { cgroup = group }))
local code, message, errno, stage = launch.refusal(read_all(child.report))
assert(code == 126 and stage == "cgroup" and (errno == ENOENT or errno == ENODEV), message)
group:close()
group = assert(cgroup.open(dir))
assert(group:remove() and not stat(dir))
