-- What a child does between the fork and its program, in the order that works.
local sys = require "sys"
local descriptors = require "supervisor.launch.descriptors"
local environment = require "supervisor.launch.environment"
local identity = require "supervisor.launch.identity"
local limits = require "supervisor.launch.limits"
local program = require "supervisor.launch.program"
local signals = require "supervisor.launch.signals"
local stage = require "supervisor.launch.stage"

local at, must = stage.at, stage.must

-- inside is what is done in the new namespaces, as who the supervisor is.
local function inside(service)
  if service.unshare and service.unshare:has(sys.CLONE_NEWNS) then
    at "mounts" -- as unshare(1): what is mounted here is kept from the host
    local done, message, errno = sys.mount("none", "/", nil, sys.MS_REC + sys.MS_PRIVATE)
    if errno ~= sys.EINVAL then must(done, message, errno) end -- EINVAL: / is no mount point
  end
  if service.hostname then
    at "hostname"
    must(sys.sethostname(service.hostname))
  end
  if service.setup then
    at "setup"
    local done, message, errno = service.setup()
    if done == nil and message then must(done, message, errno) end
  end
end

-- personal is what depends on the user, or is the user's to be allowed.
local function personal(service, become, invocation)
  if service.umask then
    at "umask"
    must(sys.umask(service.umask))
  end
  if service.nice then
    at "nice"
    must(sys.setpriority(sys.PRIO_PROCESS, 0, service.nice))
  end
  at "limits"
  limits.raise(service.limits)
  at "user"
  identity.assume(become)
  at "env"
  environment(service, become, invocation)
  if service.cwd then
    at "cwd"
    must(sys.chdir(service.cwd))
  end
end

-- outer_stat opens what tells of the parent outside of a new pid namespace, before
-- /proc is another.
local function outer_stat(service, fds)
  if not (service.unshare and service.unshare:has(sys.CLONE_NEWPID)) then return end
  local fd = sys.open("/proc/self/stat", sys.O_RDONLY)
  return fd and descriptors.lift(fd, fds)
end

-- prepare never returns. own is what the launch needs itself: become, who the service
-- runs as; invocation; parent, as signals.parent gives it; gate, the parent's word that
-- its part is done; told, the pipe for a failure.
return function(service, io, own)
  local fds = io.fds or {}
  local failure = stage.try(function()
    at "gate"
    local word = must(own.gate:wait())
    own.gate:close()
    if word ~= "" then
      sys.write(own.told, word)
      sys._exit(126)
    end
    at "session"
    if io.session ~= false then must(sys.setsid()) end
    at "descriptors"
    own.told = descriptors.lift(own.told, fds)
    local stat = outer_stat(service, fds)
    descriptors.install(fds, service.stdin, service.descriptors == "inherit")
    inside(service)
    personal(service, own.become, own.invocation)
    at "pdeathsig"
    signals.die_with(service.pdeathsig, own.parent, stat)
    at "signals"
    signals.reset(io.ignored, io.mask)
    at "limits"
    limits.set(service.limits)
    at "exec"
    program(service, io, own.told)
  end)
  sys.write(own.told, stage.report(failure))
  sys._exit(126)
end
