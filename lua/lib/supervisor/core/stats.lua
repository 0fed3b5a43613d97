-- What S:stats() and the status command show.

-- stats gives a table of services (a list, and by name) and totals.
local function stats(m, now)
  local all = { services = {}, launches = 0, ends = 0, refused = 0, restarts = 0, running = 0,
    status = m.status, ending = m.ending and m.ending.why }
  for _, s in ipairs(m.services) do
    local p = s.process
    local running = p and not p.ended
    local one = {
      name = s.name, kind = s.settings.kind, state = s.state, wanted = s.wanted,
      since = s.since, pid = running and p.pid or nil,
      uptime = running and p.launched and now - p.launched or nil,
      launches = s.launches, ends = s.ends, refused = s.refused, restarts = s.restarts,
      running = running and 1 or 0,
      code = s.last and s.last.code, signo = s.last and s.last.signo,
      next = s.timers.backoff and math.max(0, s.timers.backoff - now) or nil,
      ready = p ~= nil and p.up ~= nil and not p.stopping and not p.ended,
      healthy = p and p.healthy, reason = s.reason,
    }
    table.insert(all.services, one)
    all.services[s.name] = one
    for _, count in ipairs { "launches", "ends", "refused", "restarts", "running" } do
      all[count] = all[count] + one[count]
    end
  end
  return all
end

return stats
