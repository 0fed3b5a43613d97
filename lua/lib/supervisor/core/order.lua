-- Who waits for whom. `after` and `needs` give the order of starting; stopping goes
-- the other way round. The order holds also through a service that does not run:
-- where web comes after mig and mig after db, web comes after db.
local service = require "supervisor.core.service"

local order = {}

local function prerequisites(s)
  local names = {}
  for _, list in ipairs { s.settings.after or {}, s.settings.needs or {} } do
    for _, name in ipairs(list) do names[#names + 1] = name end
  end
  return names
end

-- arrange sorts the services, each after what it waits for and otherwise as they
-- were defined, and notes in each which come before it and which after.
function order.arrange(m)
  local sorted, seen = {}, {}
  local function visit(s)
    if seen[s] then return end
    seen[s] = true
    s.before, s.followers = {}, {}
    local before = {}
    for _, name in ipairs(prerequisites(s)) do
      local d = m.services[name]
      if d then
        visit(d)
        before[d] = true
        for _, further in ipairs(d.before) do before[further] = true end
      end
    end
    for _, d in ipairs(sorted) do
      if before[d] then
        table.insert(s.before, d)
        table.insert(d.followers, s)
      end
    end
    table.insert(sorted, s)
  end
  for _, settings in ipairs(m.config.services) do visit(m.services[settings.name]) end
  for _, s in ipairs(m.services) do visit(s) end -- those that a reload has removed, and are not gone
  for i, s in ipairs(sorted) do m.services[i] = s end
end

-- settled tells whether nobody need wait for it: it is up, or is not going to run.
local function settled(s)
  if s.process then return s.state == "up" and not service.leaving(s) end
  return not s.wanted
end

-- lost gives one that it needs and cannot have, or nil.
function order.lost(m, s)
  for _, name in ipairs(s.settings.needs or {}) do
    local needed = m.services[name]
    if needed and not needed.process and not needed.wanted and needed.state ~= "done" then return needed end
  end
end

-- blocked tells whether it must wait: for one that it comes after, or for one that it
-- is restarted together with, which is not gone yet or sits out its delay.
function order.blocked(m, s)
  for i = #s.before, 1, -1 do -- the nearest is the likeliest
    if not settled(s.before[i]) then return true end
  end
  if not s.group then return false end
  for _, other in ipairs(m.services) do
    if other.group == s.group and (other.process or other.timers.backoff) then return true end
  end
  return false
end

-- held tells whether it may not be stopped yet: one that comes after it is on its
-- way out too, and goes first.
function order.held(s)
  for _, follower in ipairs(s.followers) do
    local p = follower.process
    if p and not p.abandoned and service.leaving(follower) then return true end
  end
  return false
end

return order
