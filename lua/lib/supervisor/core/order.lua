-- Who waits for whom. `after` and `needs` give the order of starting; stopping goes
-- the other way round. The order holds also through a service that does not run:
-- where web comes after mig and mig after db, web comes after db.
local service = require "supervisor.core.service"

local order = {}

-- prerequisites are those that a service waits for itself.
local function prerequisites(m, s)
  local found, known = {}, {}
  for _, list in ipairs { s.settings.after or {}, s.settings.needs or {} } do
    for _, name in ipairs(list) do
      if m.services[name] and not known[name] then found[#found + 1] = m.services[name] end
      known[name] = true
    end
  end
  return found
end

-- arrange sorts the services, each after what it waits for and otherwise as they
-- were defined, and notes in each those right before it and right after it; and in
-- m.needing those that need others.
function order.arrange(m)
  local sorted, visited = {}, {} -- visited: how many of what it waits for have been
  local function visit(s)
    local path = { s }
    while path[1] do
      s = path[#path]
      if not visited[s] then visited[s], s.before, s.followers = 0, prerequisites(m, s), {} end
      visited[s] = visited[s] + 1
      local d = s.before[visited[s]]
      if not d then
        sorted[#sorted + 1], path[#path] = s, nil
      elseif not visited[d] then
        path[#path + 1] = d
      end
    end
  end
  for _, settings in ipairs(m.config.services) do
    if not visited[m.services[settings.name]] then visit(m.services[settings.name]) end
  end
  for _, s in ipairs(m.services) do -- those that a reload has removed, and are not gone
    if not visited[s] then visit(s) end
  end
  m.needing = {}
  for i, s in ipairs(sorted) do
    m.services[i] = s
    for _, d in ipairs(s.before) do table.insert(d.followers, s) end
    if s.settings.needs and s.settings.needs[1] then table.insert(m.needing, s) end
  end
end

-- any tells whether test holds of a service that is reached from s in a direction,
-- "before" or "followers", however far away: the nearest are the likeliest.
local function any(s, direction, test)
  local near, known = s[direction], {}
  while near[1] do
    for _, other in ipairs(near) do
      if test(other) then return true end
    end
    local further = {}
    for _, other in ipairs(near) do
      for _, one in ipairs(other[direction]) do
        if not known[one] then further[#further + 1], known[one] = one, true end
      end
    end
    near = further
  end
  return false
end

-- unsettled tells whether others must wait for it: it is not up yet, and going to be.
local function unsettled(s)
  if s.process then return s.state ~= "up" or service.leaving(s) end
  return s.wanted
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
  if any(s, "before", unsettled) then return true end
  if not s.group then return false end
  for _, other in ipairs(m.services) do
    if other.group == s.group and (other.process or other.timers.backoff) then return true end
  end
  return false
end

-- goes tells whether it is on its way out.
local function goes(s)
  local p = s.process
  return p and not p.abandoned and service.leaving(s)
end

-- held tells whether it may not be stopped yet: one that comes after it is on its
-- way out too, and goes first.
function order.held(s)
  return any(s, "followers", goes)
end

return order
