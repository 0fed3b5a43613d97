-- The process of a service, from its launch until nothing of its tree is left.
-- There is never more than one: what is not gone is not started again.
local check = require "supervisor.core.check"
local restart = require "supervisor.core.restart"
local service = require "supervisor.core.service"
local stop = require "supervisor.core.stop"

local process = {}

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
  s.refused = s.refused + 1
  s.last = { code = event.code or 1 }
  s.status = s.last.code
  p.failure = event.message or "could not be started"
  p.refused = true
  process.gone(m, s)
end

-- ends_all tells whether everything ends with it, and nothing else runs.
local function ends_all(m, s)
  local from = m.config.exit and m.config.exit.from
  if from ~= s.name or s.settings.restart ~= "never" then return false end
  for _, other in ipairs(m.services) do
    if other ~= s and other.process then return false end
  end
  return true
end

-- ended: its main process is no more. Whatever is left of its tree is ended before
-- anything else is done with it; and where nothing else is, with all that is left, in
-- one grace and not in two.
function process.ended(m, s, event)
  local p = s.process
  if p.ended or p.pid and p.pid ~= event.pid then return end
  p.pid = event.pid
  p.ended = m.now
  s.ends = s.ends + 1
  local killed = event.how == "killed"
  s.last = { code = not killed and event.code or nil, signo = killed and event.code or nil }
  s.status = killed and 128 + event.code or event.code
  m:tell("exit", s, { code = s.last.code, signo = s.last.signo, core = event.core,
    uptime = m.now - (p.launched or p.began), usage = event.usage })
  if ends_all(m, s) then process.gone(m, s) else stop.leftovers(m, s) end
end

-- describe says how a process ended that should not have, or nil.
local function describe(m, s, p)
  if p.failure then return p.failure end
  if (p.settings.success or { [0] = true })[s.status] then return nil end
  return s.last.signo and "killed by " .. m:name(s.last.signo) or "exited with " .. s.last.code
end

-- gone: nothing is left of it, and it is decided what comes next.
function process.gone(m, s)
  local p = s.process
  if not (p.ended or p.refused) then return end
  service.still(m, s)
  s.process = nil
  if not s.wanted then
    service.rest(m, s)
  elseif s.recycle then
    s.recycle = nil
    service.become(m, s, "waiting")
    if p.stopping then m:tell("stopped", s) end
  else
    if p.failure and not p.refused then s.status = 1 end -- it did not end by itself
    restart.decide(m, s, p, describe(m, s, p))
  end
end

return process
