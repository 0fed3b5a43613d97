-- Starts one program, in a child that has been prepared as its service says. What
-- keeps it from starting is told through a pipe that a successful exec closes.
local sys = require "sys"
local identity = require "supervisor.launch.identity"
local prepare = require "supervisor.launch.prepare"
local signals = require "supervisor.launch.signals"
local stage = require "supervisor.launch.stage"
local reserve = require "supervisor.tree.reserve"
local view = require "supervisor.tree.view"

local launch = {}

-- refusal reads what the report pipe said, if that was not its end at once. It returns the
-- exit status that stands for it, the message, the errno or nil, and the stage at which
-- it happened: "exec", "user", "cwd" …
function launch.refusal(report)
  local name, errno, message = report:match "^([^\t]*)\t([^\t]*)\t(.*)$"
  if not name then return 126, report, nil, nil end
  errno = tonumber(errno)
  local code = name == "exec" and errno == sys.ENOENT and 127 or 126
  return code, message, errno, name
end

-- outside does what the parent does for its child before that goes on: it puts it into
-- its group and cgroup, writes the maps of a new user namespace, and hands it the
-- terminal.
local function outside(pid, service, io)
  if io.session == false then
    stage.at "session"
    stage.must(sys.setpgid(pid, pid))
  end
  if io.cgroup then
    stage.at "cgroup"
    stage.must(io.cgroup:add(pid))
  end
  if service.unshare and service.unshare:has(sys.CLONE_NEWUSER) then
    stage.at "idmap"
    stage.must(sys.idmap(pid, service.idmap or "root"))
  end
  if io.foreground then io.foreground:give(pid) end
end

local everything = {}
for signal = 1, sys.SIGRTMAX do everything[signal] = signal end

local launches = 0

-- invocation is an id that no other launch has, as systemd gives each. It is told the
-- service in INVOCATION_ID, by which tree knows what came of it.
local function invocation()
  launches = launches + 1
  local seconds, part = math.modf(sys.clock_gettime(sys.CLOCK_REALTIME))
  return ("%08x%08x%08x%08x"):format(seconds, part * 2 ^ 32, sys.getpid(), launches)
end

-- fork makes the child, which never returns from here.
local function fork(service, io, become)
  local id = io.invocation ~= false and invocation() or nil
  local parent = signals.parent()
  local gate = stage.must(sys.barrier())
  local report, told = sys.pipe()
  if not report then
    gate:close()
    stage.must(report, told)
  end
  local pid, message, errno = sys.clone { flags = service.unshare, pidfd = false }
  if pid == 0 then
    sys.close(report)
    prepare(service, io, { become = become, invocation = id, parent = parent, gate = gate, told = told })
  end
  sys.close(told)
  if not pid then
    sys.close(report)
    gate:close()
    stage.must(pid, message, errno)
  end
  local failure = stage.try(outside, pid, service, io)
  gate:open(failure and stage.report(failure) or "")
  gate:close()
  return {
    pid = pid, report = report,
    start = reserve.spend(view.started, pid), session = io.session ~= false, invocation = id, cgroup = io.cgroup, -- for tree
  }
end

-- Calling the module starts a service's program (or its function run):
-- launch(service, io) returns {pid, report, …}, or nil and a failure: {message,
-- errno, code, stage}. io is a table of
--   fds: the descriptors of the child, {[0] = fd, …}; 1 and 2 are this process's else
--   session: false for a process group of its own in place of a session of its own
--   foreground: the terminal, as terminal.open returns it, that is handed to its group
--   cgroup: the cgroup that it is started in, as cgroup.open returns it
--   mask: the list of signals that are blocked in it; none are else
--   ignored: the list of signals that it ignores; none are else
--   invocation: false for no INVOCATION_ID in the environment
--   close: a function that closes, before a function run is called, what is this process's
-- report is at its end when the program runs; what can be read there before is for
-- launch.refusal.
local function start(_, service, io)
  local child
  -- A signal for the child waits until that is the service; its handlers are this
  -- process's yet.
  local mask = sys.sigprocmask(sys.SIG_BLOCK, everything)
  local failure = stage.try(function()
    stage.at "user"
    local become = identity.find(service)
    stage.at "fork"
    child = fork(service, io, become)
  end)
  sys.sigprocmask(sys.SIG_SETMASK, mask)
  if not failure then return child end
  failure.code = failure.stage == "fork" and 1 or 126
  return nil, failure
end

return setmetatable(launch, { __call = start })
