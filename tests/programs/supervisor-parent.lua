-- A service does not outlive its supervisor, at whatever moment that ends: that all
-- have ended is seen by a pipe of which each has the writing end.
local launch = require "supervisor.launch"

local root = geteuid() == 0
setenv("PATH", "/usr/bin:/bin")
signal(SIGALRM, function() error "a service has outlived its supervisor" end)
alarm(60)

-- outlived starts supervisors that end as soon as they have launched a service, and
-- after a while more of their processor's time in each round.
local function outlived(rounds, service)
  local r, w = assert(pipe())
  service.name, service.argv = "web", { "sleep", "1000" }
  for round = 1, rounds do
    local p = assert(fork())
    if p == 0 then
      close(r)
      assert(launch(service, { fds = { [1] = w } }))
      for _ = 1, (round % 10) * 1000 do end
      kill(getpid(), SIGKILL)
    end
    waitpid(p)
  end
  close(w)
  assert(read_all(r) == "")
  close(r)
end

outlived(200, { pdeathsig = SIGTERM })
outlived(50, { pdeathsig = SIGKILL, unshare = root and CLONE_NEWPID or CLONE_NEWUSER + CLONE_NEWPID })
if root then outlived(50, { pdeathsig = SIGTERM, user = 4242, group = 4242 }) end

-- It is the service's own affair where that says so.
local r, w = assert(pipe())
local p = assert(fork())
if p == 0 then
  local child = assert(launch({ name = "web", argv = { "sleep", "1000" }, pdeathsig = false }, { fds = { [1] = w } }))
  read_all(child.report)
  write(w, tostring(child.pid))
  exit()
end
waitpid(p)
local pid = tonumber(read(r, 20))
assert(kill(pid, SIGKILL))
