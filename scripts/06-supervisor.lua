-- A supervisor by hand: fork, wait, kill, and signals that are waited for.
--
-- It starts services, hears of their ends, and starts them again. Meanwhile three
-- things can happen, and it waits for all of them in one place:
--
--     a child ends     SIGCHLD says so. Signals of a kind merge while they are
--                      pending, so one may stand for many ends: at each, waitpid()
--                      is asked until it knows of no more.
--     a signal comes   for the services; or it says that all shall end
--     a time is over   a service is started again, or killed if it will not end
--
-- These signals are blocked for good. What comes stays pending, whatever is being
-- done just then, until sigtimedwait() takes it: none is lost, and no handler runs
-- in the middle of anything.

local signals = {SIGCHLD, SIGHUP, SIGTERM}
local mask = assert(sigprocmask(SIG_BLOCK, signals))

local services -- those that it has, in the order of their start
local stopping -- whether all shall end

local function now() return clock_gettime(CLOCK_MONOTONIC) end

-- start makes the child. In a session of its own it leads a process group, to which
-- belongs all that it starts as well. The mask would outlast even an exec, and the
-- program would be deaf to these signals.
local function start(service)
  service.due = nil
  service.pid = assert(fork())
  if service.pid == 0 then
    prctl(PR_SET_PDEATHSIG, SIGKILL)
    setsid()
    sigprocmask(SIG_SETMASK, mask)
    service:run()
    os.exit()
  end
end

-- later has something done with a service when so many seconds are over.
local function later(service, seconds, act)
  service.due, service.act = now() + seconds, act
end

local LIMIT, PERIOD = 3, 60

-- again decides about a service that has failed. The pauses, each twice the one
-- before, are for the machine: it has other things to do. The limit is for people:
-- what fails LIMIT times in PERIOD seconds, and once more, needs one of them.
local function again(service)
  local recent = {}
  for _, at in ipairs(service.restarts) do
    if now() - at < PERIOD then recent[#recent + 1] = at end
  end
  if #recent == LIMIT then return print(service.name, "is given up after " .. LIMIT .. " restarts") end
  recent[#recent + 1] = now()
  service.restarts = recent
  service.pause = (service.pause or 0.005) * 2
  print(service.name, "starts again in " .. service.pause * 1000 .. " ms")
  later(service, service.pause, start)
end

-- stop asks the last one that runs to end, and kills its whole group if it does not
-- in time. The one before is asked when that is gone: who came later may need what
-- was there before.
local function stop()
  stopping = true
  for i = #services, 1, -1 do
    local service = services[i]
    service.due = nil
    if service.pid then
      print(service.name, "is asked to end")
      kill(-service.pid, SIGTERM)
      return later(service, service.grace, function()
        service.due = nil
        print(service.name, "is killed")
        kill(-service.pid, SIGKILL)
      end)
    end
  end
end

-- ended is told of each child's end. A child that is no service is an orphan: it
-- was somebody else's, and is a zombie until we have waited for it. The status is
-- the number that a shell makes of an end.
local function ended(pid, how, code)
  local status = how == "exited" and code or 128 + code
  for _, service in ipairs(services) do
    if service.pid == pid then
      print(service.name, "has ended: " .. status)
      service.pid, service.due = nil, nil
      if stopping then return stop() end
      if service.restarts and status ~= 0 then again(service) end
      return
    end
  end
  print("an orphan", "has ended: " .. status)
end

local function reap()
  while true do
    local pid, how, code = waitpid(-1, WNOHANG)
    if not pid or pid == 0 then return end -- there is none, or all of them run
    ended(pid, how, code)
  end
end

-- turn waits for whatever comes first, and does what it asks for.
local function turn()
  local first
  for _, service in ipairs(services) do
    if service.due and (not first or service.due < first.due) then first = service end
  end
  local info
  if first then
    info = sigtimedwait(signals, math.max(0, first.due - now()))
  else
    info = assert(sigwaitinfo(signals))
  end
  if not info then -- none came in time
    first:act()
  elseif info.signo == SIGCHLD then
    reap()
  elseif info.signo == SIGTERM then
    stop()
  else
    for _, service in ipairs(services) do
      if service.pid then kill(-service.pid, info.signo) end
    end
  end
end

-- supervise ends when there is no child any more, and none to come.
local function supervise(list)
  services, stopping = list, false
  for _, service in ipairs(services) do start(service) end
  local function over()
    for _, service in ipairs(services) do
      if service.due then return false end
    end
    return select(3, waitid(P_ALL, 0, WEXITED + WNOHANG + WNOWAIT)) == ECHILD
  end
  repeat turn() until over()
end

print "1. An end is a number"
local function exec(file)
  local _, _, errno = execv(file, {}) -- returns only if there is no such program, or it cannot be run
  os.exit(errno == ENOENT and 127 or 126)
end
supervise {{name = "one that exits with 3", run = function() os.exit(3) end}}
supervise {{name = "one that is killed", run = function() kill(getpid(), SIGKILL) end}}
supervise {{name = "/no/such/program", run = function(self) exec(self.name) end}}
supervise {{name = "/etc/passwd", run = function(self) exec(self.name) end}}

print "2. Who fails is started again, and each pause is longer"
supervise {{name = "web", restarts = {}, run = function(self)
  os.exit(#self.restarts < 2 and 1 or 0) -- fails twice
end}}

print "3. But not for ever"
supervise {{name = "web", restarts = {}, run = function() os.exit(1) end}}

print "4. A signal is passed on"
supervise {{name = "web", run = function()
  signal(SIGHUP, function()
    print("web", "gets SIGHUP")
    os.exit()
  end)
  kill(getppid(), SIGHUP)
  while true do pause() end
end}}

-- A daemon forks, and its first process ends. What is left has no parent, and comes
-- to process 1, or to the nearest ancestor that has asked for such children.
print "5. Orphans are waited for"
assert(prctl(PR_SET_CHILD_SUBREAPER, true))
local supervisor = getpid()
supervise {{name = "daemon", run = function()
  local father = getpid()
  if fork() == 0 then
    while getppid() == father do sleep(0.001) end
    os.exit(getppid() == supervisor and 7 or 1)
  end
end}}

print "6. SIGTERM, then SIGKILL, and the last one first"
local ready, tell = pipe()
supervise {
  {name = "deaf", grace = 0.1, run = function()
    signal(SIGTERM, SIG_IGN)
    fork() -- now there are two in its group, and neither will end
    write(tell, "x")
    while true do pause() end
  end},
  {name = "polite", grace = 60, run = function()
    signal(SIGTERM, function()
      print("polite", "cleans up")
      os.exit()
    end)
    for _ = 1, 2 do read(ready, 1) end
    kill(supervisor, SIGTERM)
    while true do pause() end
  end},
}
