-- The output of services and nothing else of a supervisor: logging.lua SERVICES, a chunk
-- that returns a list of {name = …, log = …, argv…}. Each is run once, and tells on
-- descriptor 3 when it has ended. So does SIGUSR1 when it comes; and SIGTERM ends all.
-- It is over when all have ended, and their output written. In the list may be
--   disk: a folder where a disk of 64 KiB is to be
--   said: how many things the supervisor has to say at SIGUSR1
--   patience: how many seconds it waits for a reader at the end
local loop = require "supervisor.loop".new()
local log = require "supervisor.log"

local services = assert(loadstring(arg[1]))()
if services.disk then
  if geteuid() ~= 0 then
    assert(unshare(CLONE_NEWUSER))
    assert(idmap "root")
  end
  assert(unshare(CLONE_NEWNS))
  assert(make_rprivate "/")
  assert(mount("tmpfs", services.disk, "tmpfs", 0, "size=64k"))
end

local function tell(...) write_all(3, table.concat({ ... }, " ") .. "\n") end

local signals = { SIGCHLD, SIGUSR1, SIGTERM, SIGPIPE }
local mask = sigprocmask(SIG_BLOCK, signals)
local fd = signalfd({ SIGCHLD, SIGUSR1, SIGTERM })
local out = log.console(loop, services)

local running = {}
local function start(service)
  local fds = { [3] = 3 }
  for target, fd in pairs(service.output:prepare()) do fds[target] = fd end
  local pid = assert(spawn(service, { fds = fds, mask = mask, pgroup = 0 }))
  running[pid] = service
end

for _, service in ipairs(services) do
  service.output = assert(log.open(service.log, service.name, out))
  if service.followed then
    service.output:follow(function(line) tell("line", service.name, line.stream, line.text) end)
  end
end
for _, service in ipairs(services) do start(service) end

local function reap()
  while true do
    local pid, how, code = waitpid(-1, WNOHANG)
    if not pid or pid == 0 then return end
    local service = running[pid]
    running[pid] = nil
    service.output:drain()
    if service.ended then service.ended(service, out) end
    tell("ended", service.name, how, code)
    if (service.again or 0) > 0 then
      service.again = service.again - 1
      start(service)
    end
  end
end

loop:watch(fd, EPOLLIN, function()
  local signal = signalfd_read(fd).signo
  if signal == SIGCHLD then reap() end
  if signal == SIGUSR1 then
    for i = 1, services.said or 0 do out:say("message " .. i) end
    tell "signal"
  end
  if signal == SIGTERM then
    for pid in pairs(running) do kill(-pid, SIGKILL) end
  end
end)

tell "started"
while next(running) do loop:turn() end
tell(out:close(services.patience or 5) and "written" or "dropped")
