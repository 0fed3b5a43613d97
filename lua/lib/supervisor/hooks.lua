-- The functions that a script wants called on events. An error in one is told and
-- goes no further: no hook ends the supervisor.
local sys = require "sys"
local near = require "supervisor.near"
local traceback = require "supervisor.traceback"

local hooks = {}
hooks.__index = hooks

-- events are all that there are, with what an event tells beside its service.
hooks.events = {
  { "start", "its program runs: pid" },
  { "ready", "it is ready: pid" },
  { "exit", "its process has ended: pid, code or signal (with its number in signo), uptime in seconds, " ..
    "usage (as getrusage gives it)" },
  { "restart", "it will be started again: in delay seconds, for the count-th time; message is why" },
  { "stopping", "it is asked to end: pid, message" },
  { "stopped", "it has ended, as it was told to" },
  { "done", "it has ended well, and is not started again" },
  { "fail", "it could not be started, or has failed and is not started again: message" },
  { "health", "it has become healthy (ok is true) or is not any more: pid, ok, why" },
  { "unhealthy", "too many checks have failed, and it is restarted: pid, why" },
  { "giveup", "it has been restarted too often: message" },
  { "park", "it has been given up, and waits to be started by command: message" },
  { "signal", "the supervisor has got a signal: signal, signo, pid (the sender)" },
  { "reload", "there is a new configuration: added, removed and changed are lists of services; " ..
    "or there is none, and message is why" },
  { "shutdown", "all services are about to end: why, and signal where it was one" },
  { "end", "all have ended: status" },
  { "error", "a hook has failed: event (what it was for), message" },
  { "orphan", "a process of no service was reaped: pid, code or signal; \"*\" is not told of these" },
}

-- unknown tells why there is no such event, or gives nil.
function hooks.unknown(name)
  if name == "*" then return nil end
  local names = {}
  for i, event in ipairs(hooks.events) do
    if name == event[1] then return nil end
    names[i] = event[1]
  end
  return ("there is no event %q%s"):format(name, near(name, names))
end

-- new makes hooks without functions.
function hooks.new()
  return setmetatable({ functions = {} }, hooks)
end

-- on adds a function for the events of that name, or for all of them with "*".
function hooks:on(name, fn)
  self.functions[name] = self.functions[name] or {}
  table.insert(self.functions[name], fn)
end

-- none tells whether there are no functions at all.
function hooks:none()
  return next(self.functions) == nil
end

-- hear tells whether there is a function for events of that name.
function hooks:hear(name)
  return self.functions[name] ~= nil or self.functions["*"] ~= nil
end

-- guarded calls fn and gives true, or false and the error with its traceback, which
-- it has written to stderr by then. what names the function in that.
function hooks.guarded(what, fn, ...)
  local arguments, n = { ... }, select("#", ...)
  local ok, failure = xpcall(function() fn(unpack(arguments, 1, n)) end, traceback)
  if ok then return true end
  failure = ("supervisor: error in the %s: %s\n"):format(what, tostring(failure))
  sys.write_all(2, failure)
  return false, failure
end

-- tell calls the functions for an event, and gives the errors of those that failed.
function hooks:tell(event)
  local failures = {}
  for _, name in ipairs { event.is, "*" } do
    -- A hook that is added meanwhile is for the next event.
    for _, fn in ipairs { unpack(self.functions[name] or {}) } do
      local ok, failure = hooks.guarded("hook for " .. event.is, fn, event)
      if not ok then table.insert(failures, failure) end
    end
  end
  return failures
end

return hooks
