-- What follows when a process has ended by itself: a restart after a delay, with
-- those that the strategy restarts with it; or giving up; or its end.
local ending = require "supervisor.core.ending"
local service = require "supervisor.core.service"

local restart = {}

-- exceeded notes a restart and tells whether there are more now than `intensity` in
-- `period`, both ends included, as OTP counts.
local function exceeded(m, s)
  local own = s.settings.intensity ~= nil
  local records = own and s.own or m.restarts
  local limit = own and s.settings or m.config
  table.insert(records, { at = m.now, service = s })
  while m.now - records[1].at > limit.period do table.remove(records, 1) end
  return #records > limit.intensity
end

-- delay is longer at each restart in a row, up to max, and by a random part of it
-- shorter or longer, so that what failed together does not come back together.
local function delay(m, s)
  local b = s.settings.backoff
  local full = math.min(b.max, b.from * b.factor ^ s.attempts)
  return math.min(b.max, full * (1 + b.jitter * (2 * m.random() - 1)))
end

local function give_up(m, s, why)
  m:tell("giveup", s, { message = why })
  local action = s.settings.on_giveup or m.config.on_giveup
  if action == "park" then
    service.forget(m, s)
    service.unwant(m, s, "parked", why)
  else
    service.unwant(m, s, "failed", why)
    m.gave_up = s
    ending.begin(m, s.name .. " cannot be kept running")
  end
end

-- now ends the delay before a restart.
function restart.now(m, s)
  s.timers.backoff = nil
  service.rest(m, s)
end

-- companions are stopped and started with one that failed.
local function companions(m, s)
  local strategy, found, behind = m.config.strategy, {}, false
  if strategy == "one_for_one" then return found end
  for _, settings in ipairs(m.config.services) do
    local other = m.services[settings.name]
    if other == s then
      behind = true
    elseif other and (behind or strategy == "one_for_all") then
      table.insert(found, other)
    end
  end
  return found
end

-- join makes s one of a group that starts together, and all with whom it already is in
-- one.
local function join(m, s, group)
  local old = s.group
  if old == group then return end
  s.group = group
  for _, other in ipairs(old and m.services or {}) do
    if other.group == old then other.group = group end
  end
end

-- together restarts the others with a service that is to be started again. Those that
-- run are stopped, those that sit out a delay need not: order.blocked lets nobody start
-- before all are gone and the delay of that one is over.
function restart.together(m, s, others)
  local group = {}
  join(m, s, group)
  for _, other in ipairs(others) do
    if other.wanted then
      join(m, other, group)
      other.recycle = other.process ~= nil or nil
      restart.now(m, other)
    end
  end
end

local function again(m, s, why)
  if exceeded(m, s) then return give_up(m, s, why) end
  local seconds = delay(m, s)
  s.attempts = s.attempts + 1
  s.restarts = s.restarts + 1
  s.reason = why
  service.time(m, s, "backoff", seconds)
  service.rest(m, s)
  m:tell("restart", s, { delay = seconds, count = s.restarts, message = why })
  restart.together(m, s, companions(m, s))
end

-- decide says what comes after the process p of a service that is wanted, which has
-- failed or not, and why says how it ended. A oneshot that has ended well is done.
function restart.decide(m, s, p, failed, why)
  local how = s.settings.restart
  if p.up and p.ended - p.up >= s.settings.backoff.reset then s.attempts = 0 end
  if how == "always" or failed and how == "on-failure" then
    if p.refused then m:tell("fail", s, { message = why }) end
    again(m, s, why)
  elseif failed then
    service.unwant(m, s, "failed", why)
  else
    service.unwant(m, s, "done")
  end
end

return restart
