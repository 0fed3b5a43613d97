-- What S:stats() and the status command show.
local service = require "supervisor.core.service"

local function describe(s, now)
  local p = s.process
  local running = p ~= nil and not p.ended
  return {
    name = s.name, kind = s.settings.kind, state = s.state, wanted = s.wanted, reason = s.reason,
    since = s.since, -- when it came into that state, in the time of the steps
    pid = running and p.pid or nil,
    uptime = running and p.launched and now - p.launched or nil,
    ready = running and p.up ~= nil and not p.stopping and not service.leaving(s), -- and is to stay
    healthy = p and p.healthy, -- false: its last check has failed; nil: nobody knows
    launches = s.launches, ends = s.ends, refused = s.refused, running = running and 1 or 0,
    restarts = s.restarts,
    code = s.last and s.last.code, signo = s.last and s.last.signo, -- how it ended last
    next = s.timers.backoff and math.max(0, s.timers.backoff - now) or nil, -- seconds until it is restarted
  }
end

-- stats gives the services, a list and by name, and the totals of what they count, also
-- of those that are no more: launches = ends + refused + running.
local function stats(m, now)
  local all = { services = {}, status = m.status, ending = m.ending and m.ending.why, running = 0 }
  for count, dropped in pairs(m.dropped) do all[count] = dropped end
  for _, s in ipairs(m.services) do
    local one = describe(s, now)
    table.insert(all.services, one)
    all.services[s.name] = one
    for _, count in ipairs { "launches", "ends", "refused", "running", "restarts" } do
      all[count] = all[count] + one[count]
    end
  end
  return all
end

return stats
