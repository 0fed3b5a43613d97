-- The process of a service, from its launch until nothing of its tree is left.
-- There is never more than one: what is not gone is not started again.
local check = require "supervisor.core.check"
local restart = require "supervisor.core.restart"
local service = require "supervisor.core.service"
local stop = require "supervisor.core.stop"

local process = {}

-- describe says how a process ended.
local function describe(m, s, p)
  return p.failure or s.last.signo and "killed by " .. m:name(s.last.signo) or "exited with " .. s.last.code
end

-- follow is for a process that has ended, or could not begin.
local function follow(m, s, p)
  if s.wanted and not s.recycle then
    restart.decide(m, s, p, p.failure or not p.settings.success[s.status], describe(m, s, p))
  else
    service.rest(m, s)
  end
end

-- launch asks for it. It keeps the settings that it was launched with: after a
-- reload it is still stopped as those say.
function process.launch(m, s)
  s.launches = s.launches + 1
  s.process = { run = s.launches, settings = s.settings, began = m.now }
  s.group, s.reason = nil, nil
  service.become(m, s, "starting")
  m:act { does = "launch", name = s.name, run = s.launches, service = s.settings }
  check.expect(m, s)
end

-- launched: the program runs. One that has ended already stays ended.
function process.launched(m, s, event)
  local p = s.process
  if p.launched or p.ended then return end
  p.pid, p.launched = event.pid, m.now
  m:tell("start", s)
  if not p.stopping then check.begin(m, s) end
end

-- refused: there is no process and has been none. It counts as a run that failed,
-- since the reason may pass (a program being replaced, a limit reached).
function process.refused(m, s, event)
  local p = s.process
  if p.launched or p.ended then return end
  p.refused, p.failure = true, event.message or "could not be started"
  s.refused = s.refused + 1
  s.last = { code = event.code or 1 }
  s.status = s.last.code
  service.still(m, s)
  s.process = nil
  follow(m, s, p)
end

-- ended: its main process is no more. What comes next is decided now, so that it need
-- not wait for what is left of the tree; only a launch waits for that.
function process.ended(m, s, event)
  local p = s.process
  if p.ended or p.pid and p.pid ~= event.pid then return end
  p.pid, p.ended = event.pid, m.now
  local killed = event.how == "killed"
  s.ends = s.ends + 1
  s.last = { code = not killed and event.code or nil, signo = killed and event.code or nil }
  s.status = p.failure and 1 or killed and 128 + event.code or event.code -- 1: it was ended for its failure
  m:tell("exit", s, { code = s.last.code, signo = s.last.signo,
    uptime = m.now - (p.launched or p.began), usage = event.usage })
  stop.leftovers(m, s)
  follow(m, s, p)
end

-- gone: nothing is left of it.
function process.gone(m, s)
  local p = s.process
  if not p.ended then return end
  s.process, s.timers.grace = nil, nil
  service.rest(m, s)
end

return process
