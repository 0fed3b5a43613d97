-- A new configuration while services run. What has changed in a service is either
-- the process's, which is then stopped and started anew, or the supervisor's own, which
-- holds at once. What has not changed keeps its process and its state.
local check = require "supervisor.core.check"
local order = require "supervisor.core.order"
local restart = require "supervisor.core.restart"
local service = require "supervisor.core.service"

local reload = {}

-- OWN are the keys that are about what the supervisor does.
local OWN = { after = true, needs = true, restart = true, success = true, backoff = true, intensity = true,
  period = true, on_giveup = true, stop = true, health = true }

-- ask asks the driver to read the configuration; the answer is configured, or
-- misconfigured. Asked again meanwhile, it is read once more after that: it may have
-- changed since it was read.
function reload.ask(m)
  if m.ending then return end
  if m.reloading then
    m.reload_again = true
    return
  end
  m.reloading = true
  m:act { does = "reload" }
end

local function answered(m)
  m.reloading = nil
  if m.reload_again then
    m.reload_again = nil
    reload.ask(m)
  end
end

local function own(keys)
  for _, key in ipairs(keys) do
    if not OWN[key] then return false end
  end
  return true
end

-- revive is for a changed service that is not wanted. One that was stopped by command
-- stays so. One that failed, is parked or done begins again if it is another program
-- now; and one that was lost if it can have what it needs now.
local function revive(m, s, keys)
  if s.lost and not order.lost(m, s) or (s.lost or s.outcome ~= "down") and not own(keys) then
    service.want(m, s)
  end
end

-- renew gives a changed service what it is now.
local function renew(m, s, keys)
  local p = s.process
  if not s.wanted then
    revive(m, s, keys)
  elseif p and p.settings == s.settings then
    if p.up and not p.stopping and not p.ended then check.watch(m, s) end
  else
    s.recycle = p ~= nil or nil
    restart.now(m, s)
  end
end

-- begin starts a new service. One that was removed before may not be gone yet.
local function begin(m, s)
  s.removed = nil
  service.want(m, s)
end

local function remove(m, s)
  s.removed, s.lost = true, nil
  if s.wanted or s.process then
    service.unwant(m, s, "down", "it is no longer configured")
  else
    service.drop(m, s)
  end
end

-- update gives a service its settings; keys are those that have changed, if any. They are
-- also its process's where that would have been launched in the same way.
local function update(s, settings, keys)
  local p = s.process
  if p and p.settings == s.settings and not s.removed and own(keys or {}) then p.settings = settings end
  s.settings = settings
end

-- configured: the new configuration holds from now on.
function reload.configured(m, event)
  if m.ending then return end
  local config = event.config
  local change = require("supervisor.difference").compare(m.config, config)
  m.config = config
  for _, name in ipairs(change.removed) do remove(m, m.services[name]) end
  for _, settings in ipairs(config.services) do
    local s = m.services[settings.name] or service.add(m, settings)
    update(s, settings, change.keys[settings.name])
  end
  order.arrange(m)
  for _, name in ipairs(change.added) do begin(m, m.services[name]) end
  for _, name in ipairs(change.changed) do renew(m, m.services[name], change.keys[name]) end
  m:tell("reload", nil, { added = change.added, removed = change.removed, changed = change.changed,
    settings = change.settings })
  answered(m)
end

-- misconfigured: the old one goes on.
function reload.misconfigured(m, event)
  m:tell("reload", nil, { message = event.message })
  answered(m)
end

return reload
