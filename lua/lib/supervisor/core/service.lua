-- The record of one service, and how it changes its state without a process.
--
--   settings  what the configuration says of it
--   wanted    it is meant to run (or, a oneshot, to be brought to its end)
--   recycle   its process is to be stopped and started anew
--   state     down, waiting, starting, up, stopping, backoff, done, failed, parked
--   process   nil, or what is known of the one that runs: from the launch until
--             nothing of its tree is left
--   group     those that it is restarted together with, until it is launched
--   outcome   the state that it will have when its process is gone and not wanted
--   lost      the service that took it down: it comes back with that one
--   taken     those that it took down
local service = {}

-- add makes the record of a service that has never run.
function service.add(m, settings)
  local s = {
    name = settings.name, settings = settings,
    state = "down", since = m.now, wanted = false, outcome = "down",
    timers = {}, attempts = 0, own = {}, taken = {},
    launches = 0, ends = 0, refused = 0, restarts = 0,
  }
  m.services[#m.services + 1] = s
  m.services[s.name] = s
  return s
end

-- drop forgets it altogether, but for what the totals count.
function service.drop(m, s)
  for count in pairs(m.dropped) do m.dropped[count] = m.dropped[count] + s[count] end
  for i, other in ipairs(m.services) do
    if other == s then
      table.remove(m.services, i)
      break
    end
  end
  m.services[s.name], m.timed[s] = nil, nil
end

-- become notes a state, and since when it is so.
function service.become(m, s, state)
  if s.state ~= state then s.state, s.since = state, m.now end
end

-- leaving tells whether its process, if it has one, must end.
function service.leaving(s)
  return not s.wanted or s.recycle
end

-- time sets a timer of a service.
function service.time(m, s, timer, seconds)
  s.timers[timer] = m.now + seconds
  m.timed[s] = true
end

-- still ends all that was going on around a process: timers and a check.
function service.still(m, s)
  local p = s.process
  if p and p.checking then
    m:act { does = "uncheck", name = s.name, check = p.checking, run = p.run }
    p.checking = nil
  end
  s.timers = {}
end

-- forget clears its record of failures.
function service.forget(m, s)
  s.attempts, s.own = 0, {}
  for i = #m.restarts, 1, -1 do
    if m.restarts[i].service == s then table.remove(m.restarts, i) end
  end
end

-- want makes it run, with a clean record, and with it all that it took down. A
-- process that is on its way out is waited for; one that has not been told to stop
-- yet stays, if it is what is configured now.
function service.want(m, s)
  if m.ending or s.removed or s.wanted then return end
  service.forget(m, s)
  s.wanted, s.lost, s.reason = true, nil, nil
  local p = s.process
  s.recycle = p and (p.stopping or p.settings ~= s.settings)
  service.rest(m, s)
  local taken = s.taken
  s.taken = {}
  for _, other in ipairs(taken) do
    if other.lost == s then service.want(m, other) end
  end
end

local told = { down = "stopped", done = "done", failed = "fail", parked = "park" }

-- unwant ends it: with that state, at once or when its process is gone.
function service.unwant(m, s, outcome, reason)
  s.wanted, s.recycle, s.group = false, nil, nil
  s.outcome, s.reason = outcome, reason
  s.timers.backoff = nil
  service.rest(m, s)
end

-- rest gives a service that has no process the state that it is in until it gets one.
function service.rest(m, s)
  if s.process then return end
  if s.wanted then
    if s.recycle then m:tell("stopped", s) end
    s.recycle = nil
    service.become(m, s, s.timers.backoff and "backoff" or "waiting")
  else
    service.become(m, s, s.outcome)
    m:tell(told[s.outcome], s, { message = s.reason })
    if s.removed then service.drop(m, s) end
  end
end

-- over tells whether it has ended for good, by itself. Something may linger of its tree.
function service.over(s)
  local p = s.process
  return not s.wanted and (s.outcome == "done" or s.outcome == "failed") and (not p or p.lingers or false)
end

-- take takes a wanted service down because of another one, until that is wanted again.
function service.take(m, s, by, outcome, how)
  s.lost = by
  table.insert(by.taken, s)
  service.unwant(m, s, outcome, "needs " .. by.name .. ", which " .. how)
end

local how = { failed = "failed", parked = "is parked", down = "is stopped" }

-- lose takes a service down because one that it needs is not to be had: it fails,
-- or is stopped where that one was stopped.
function service.lose(m, s, needed)
  local outcome = needed.outcome == "down" and "down" or "failed"
  service.take(m, s, needed, outcome, how[needed.outcome])
end

return service
