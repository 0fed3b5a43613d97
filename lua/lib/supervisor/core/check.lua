-- Readiness, until a service is up, and health, while it is. At most one check of a
-- service runs at a time, and the next begins so long after the last has ended.
local service = require "supervisor.core.service"
local stop = require "supervisor.core.stop"

local check = {}

-- watch begins the checks of health of a service that is up.
function check.watch(m, s)
  local p = s.process
  service.still(m, s)
  p.fails, p.healthy = 0, nil
  if p.settings.health then service.time(m, s, "check", p.settings.health.every) end
end

local function up(m, s)
  s.process.up = m.now
  service.become(m, s, "up")
  m:tell("ready", s)
  check.watch(m, s)
end

-- within gives how long a service may take to be ready, or nil.
local function within(p)
  local ready = p.settings.ready
  return ready and (ready.limit or ready.fd and ready.timeout)
end

-- expect begins the time within which a service must be ready: at its launch, so
-- that it covers also a program that never comes to run.
function check.expect(m, s)
  local seconds = within(s.process)
  if seconds then service.time(m, s, "ready", seconds) end
end

-- begin is for a process that has just begun to run. A oneshot is never up: who
-- comes after it waits for its end.
function check.begin(m, s)
  local p = s.process
  local ready = p.settings.ready
  if p.settings.kind == "oneshot" then return end
  if not ready or p.ready then
    up(m, s)
  elseif ready.delay then
    service.time(m, s, "ready", ready.delay)
  elseif ready.exec then
    check.ask(m, s)
  end
end

-- ready: the service has said so itself; or closed the descriptor, and so cannot any more.
function check.ready(m, s, event)
  local p = s.process
  local ready = p.settings.ready
  if not (ready and ready.fd) or p.stopping or p.ended then return end
  if event.closed then
    p.unready = ("descriptor %d was closed without a line"):format(ready.fd)
    return
  end
  p.ready = true
  if p.launched and not p.up then up(m, s) end
end

-- late: it is not ready in time; or, where the time is all that is asked, it is. One
-- that is to be stopped anyhow, and waits for its turn, does not fail meanwhile.
function check.late(m, s)
  if s.process.settings.ready.delay then return up(m, s) end
  if service.leaving(s) then return check.expect(m, s) end
  local why = s.process.unready
  stop.fail(m, s, ("not ready within %g s"):format(within(s.process)) .. (why and ": " .. why or ""))
end

-- ask starts the check that is due: of readiness, or of health.
function check.ask(m, s)
  local p = s.process
  p.checking = p.up and "health" or "ready"
  m:act { does = "check", name = s.name, check = p.checking, run = p.run, service = p.settings }
  service.time(m, s, "answer", p.settings[p.checking].timeout)
end

-- unanswered: the check takes too long.
function check.unanswered(m, s)
  local p = s.process
  m:act { does = "uncheck", name = s.name, check = p.checking, run = p.run }
  local timeout = p.settings[p.checking].timeout
  check.checked(m, s, { check = p.checking, ok = false, why = ("no answer within %g s"):format(timeout) })
end

local function healthy(m, s, ok, why)
  local p = s.process
  p.fails = ok and 0 or p.fails + 1
  if p.healthy ~= ok then
    p.healthy = ok
    m:tell("health", s, { ok = ok, why = why })
  end
  if p.fails < p.settings.health.fails or service.leaving(s) then return true end
  m:tell("unhealthy", s, { why = why })
  stop.fail(m, s, "unhealthy: " .. (why or "its check failed"))
end

-- checked: a check has answered. One that nobody waits for says nothing.
function check.checked(m, s, event)
  local p = s.process
  if p.checking ~= event.check then return end
  p.checking, s.timers.answer = nil, nil
  if event.check == "ready" then p.unready = event.why end
  if event.check == "ready" and event.ok then
    up(m, s)
  elseif event.check == "ready" or healthy(m, s, event.ok, event.why) then
    service.time(m, s, "check", p.settings[event.check].every)
  end
end

return check
