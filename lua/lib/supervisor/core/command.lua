-- What the control socket and S:start and its like ask for.
local ending = require "supervisor.core.ending"
local reload = require "supervisor.core.reload"
local restart = require "supervisor.core.restart"
local service = require "supervisor.core.service"

local command = {}

local on = {}

-- start clears the record of a service that has failed or is parked, cuts a delay
-- short, and starts also what it needs, and what went down with it.
function on.start(m, s)
  for _, name in ipairs(s.settings.needs or {}) do
    local needed = m.services[name]
    if needed and not needed.wanted and needed.state ~= "done" then on.start(m, needed) end
  end
  if s.timers.backoff then restart.now(m, s) end
  service.want(m, s)
end

-- dependants are those that need it, and those that need them.
local function dependants(m, s, found)
  found = found or {}
  for _, other in ipairs(s.followers) do
    for _, name in ipairs(other.settings.needs or {}) do
      if name == s.name and not found[other] then
        found[other] = true
        table.insert(found, other)
        dependants(m, other, found)
      end
    end
  end
  return found
end

-- stop takes down with it those that need it; they come back with it.
function on.stop(m, s)
  for _, other in ipairs(dependants(m, s)) do
    if other.wanted then service.take(m, other, s, "down", "is stopped") end
  end
  s.lost = nil
  if s.wanted then service.unwant(m, s, "down") end
end

-- restart stops it and starts it anew, and those that need it with it, as systemd
-- does: they are stopped before it and started after it.
function on.restart(m, s)
  on.start(m, s)
  if not (s.wanted and s.process) then return end
  s.recycle = true
  restart.together(m, s, dependants(m, s))
end

-- given: a command, which says what it is for in name.
function command.given(m, event)
  if event.command == "shutdown" then return ending.begin(m, "command") end
  if event.command == "reload" then return reload.ask(m) end
  local s = m.services[event.name]
  if s and not s.removed and on[event.command] then on[event.command](m, s) end
end

return command
