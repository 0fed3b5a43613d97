-- How it all ends: the services in order, then a sweep of everything that is left
-- below the supervisor, then the status.
local service = require "supervisor.core.service"
local stop = require "supervisor.core.stop"

local SIGKILL, SIGTERM = 9, 15

local ending = {}

-- begin shuts down. What runs is stopped, each after all that depend on it.
function ending.begin(m, why, signo)
  if m.ending then return end
  m.ending = { why = why, since = m.now }
  m:tell("shutdown", nil, { why = why, signo = signo })
  for i = #m.services, 1, -1 do
    local s = m.services[i]
    if s.wanted then service.unwant(m, s, "down") end
  end
end

local function sweep(m, signal)
  m.sweeping = signal
  m.sweep_until = m.now + (signal == SIGTERM and m.config.grace or stop.DYING)
  m:act { does = "sweep", signal = signal }
end

-- hurry skips the order and what is left of all graces.
function ending.hurry(m)
  m.ending.hurried = true
  for i = #m.services, 1, -1 do
    local s = m.services[i]
    if s.process then stop.hurry(m, s) end
  end
  if m.sweeping == SIGTERM then sweep(m, SIGKILL) end
end

-- main gives the service whose end is that of all and whose status counts: that of
-- exit.from, or where this is "any" the first that has ended.
local function main(m)
  local from = m.config.exit and m.config.exit.from
  if from ~= "any" then return from and m.services[from] end
  if m.main then return m.main end
  for _, s in ipairs(m.services) do
    if s.settings.kind ~= "oneshot" and service.over(s) then return s end
  end
end

-- look begins the end when it has come by itself: the service that the exit status
-- is taken from has ended for good, or all have. One that was stopped by command, or is
-- parked, may be started again: it keeps the supervisor alive.
function ending.look(m)
  if m.ending or not m.started then return end
  local first = main(m)
  if first and service.over(first) then
    m.main = first
    return ending.begin(m, first.name .. " has ended")
  end
  for _, s in ipairs(m.services) do
    if not service.over(s) then return end
  end
  m.all_ended = true
  ending.begin(m, "all have ended")
end

-- sweep begins when no service has a process any more. What the last ones have left of
-- their trees, and nobody has asked to end yet, is swept with everything else.
function ending.sweep(m)
  if not m.ending or m.sweeping then return end
  for _, s in ipairs(m.services) do
    local p = s.process
    if p and not p.abandoned and (p.asked or not p.lingers) then return end
  end
  sweep(m, m.ending.hurried and SIGKILL or SIGTERM)
end

-- exit gives the status that a service's last run has for the world.
local function exit(m, s)
  local map = m.config.exit and m.config.exit.map or {}
  local failed = s.outcome == "failed"
  if failed and s.lost then return 1 end -- its end was not its own
  if not s.status then return failed and 1 or 0 end
  return map[s.status] or s.status
end

local function failed(m)
  for _, s in ipairs(m.services) do
    if s.outcome == "failed" then return true end
  end
  return false
end

-- status: that of exit.from, or else of the one that could not be kept running, or
-- else whether all that ended by themselves ended well. Having given up is never 0.
local function status(m)
  local s = main(m) or m.gave_up
  local code = s and exit(m, s) or m.all_ended and failed(m) and 1 or 0
  return m.gave_up and code == 0 and 1 or code
end

local function finish(m)
  m.status, m.sweep_until = status(m), nil
  m:tell("end", nil, { status = m.status })
  m:act { does = "finish", status = m.status }
end

-- swept: nothing is left.
function ending.swept(m)
  if m.sweeping then finish(m) end
end

-- due: the sweep takes too long. What does not die of SIGKILL either is left behind.
function ending.due(m)
  if not m.sweep_until or m.sweep_until > m.now then return end
  if m.sweeping == SIGTERM then
    sweep(m, SIGKILL)
  else
    finish(m)
  end
end

return ending
