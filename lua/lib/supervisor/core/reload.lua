-- A new configuration while services run.
local reload = {}

-- ask asks the driver to read the configuration; it answers configured, or
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

-- configured: the new configuration holds from now on.
function reload.configured(m, event)
  answered(m)
end

-- misconfigured: the old one goes on.
function reload.misconfigured(m, event)
  m:tell("reload", nil, { message = event.message })
  answered(m)
end

return reload
