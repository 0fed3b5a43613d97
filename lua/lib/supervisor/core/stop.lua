-- How a process is stopped: its own signal, a grace, and SIGKILL for the whole tree.
local service = require "supervisor.core.service"

local SIGKILL, SIGTERM = 9, 15 -- the same on every Linux

-- DYING is how long a process may take to die of SIGKILL. It dies at once, but where
-- it is in an uninterruptible sleep, or has much memory to give back.
local DYING = 10

local stop = { DYING = DYING }

local function signal(m, s, number, to)
  m:act { does = "signal", name = s.name, signal = number, to = to }
end

-- kill ends what is there of it at once.
function stop.kill(m, s)
  local p = s.process
  p.stopping, p.killed = true, p.killed or m.now
  signal(m, s, SIGKILL, "tree")
  service.time(m, s, "grace", DYING)
end

-- begin asks the process to end, once.
function stop.begin(m, s)
  local p = s.process
  if p.stopping or p.ended then return end
  local how = p.settings.stop
  p.stopping = true
  service.still(m, s)
  service.become(m, s, "stopping")
  m:tell("stopping", s, { message = p.failure or s.reason })
  if how.signal == SIGKILL then return stop.kill(m, s) end
  signal(m, s, how.signal, how.group and "group" or "main")
  service.time(m, s, "grace", how.grace)
end

-- hurry is begin, or what it has begun, without a grace.
function stop.hurry(m, s)
  local p = s.process
  if p.killed then return end
  service.still(m, s)
  service.become(m, s, "stopping")
  if not (p.stopping or p.ended) then m:tell("stopping", s) end
  stop.kill(m, s)
end

-- leftovers asks whether something is left of the tree of a process that has ended. If
-- the driver does not answer at this same moment that it is gone, something lingers.
function stop.leftovers(m, s)
  service.still(m, s)
  service.become(m, s, "stopping")
  m:act { does = "look", name = s.name }
  service.time(m, s, "grace", 0)
end

-- insist is what comes when it is not gone in time. What does not die of SIGKILL
-- either gets it again and again: to start the service a second time would be worse
-- than to wait. Only a shutdown leaves it behind.
function stop.insist(m, s)
  local p = s.process
  p.lingers = p.ended ~= nil
  if p.lingers and not p.asked and not p.killed then return end -- clear, or a sweep, asks it to end
  if m.ending and p.killed and m.now - p.killed >= DYING then
    p.abandoned = true
  else
    stop.kill(m, s)
  end
end

-- clear asks what lingers to end, and gives it a grace of its own: nobody has asked it
-- before.
function stop.clear(m, s)
  local p = s.process
  if not p or not p.lingers or p.asked or p.killed then return end
  p.asked = true
  signal(m, s, SIGTERM, "tree")
  service.time(m, s, "grace", p.settings.stop.grace)
end

-- fail ends a process that runs but does not do its work; what follows is what
-- follows a crash.
function stop.fail(m, s, why)
  s.process.failure = why
  stop.begin(m, s)
end

return stop
