-- A new configuration for a supervisor that runs.
local configure = require "supervisor.configure"

local reload = {}

-- listen has the control socket where the configuration wants it, and raises why that
-- cannot be; the one of before is then still there.
function reload.listen(driver, config)
  if driver.path == config.control then return end
  local opened
  if config.control then
    local message
    opened, message = require("supervisor.control").open(config.control, driver.supervisor, driver.loop)
    if not opened then error(message, 0) end
  end
  if driver.control then driver.control:close() end
  driver.control, driver.path = opened, config.control
end

-- take puts another supervisor, which has not run, in place of the one that runs. It
-- gives true, or nil and why the old configuration goes on.
function reload.take(driver, other)
  local ok, failure = pcall(function()
    if other.driver then error("a supervisor that has run is no configuration", 0) end
    configure.complete(other.config)
    reload.listen(driver, other.config)
  end)
  if not ok then
    driver:feed { is = "misconfigured", message = failure }
    return nil, failure
  end
  driver.config, driver.supervisor.config = other.config, other.config
  if not other.hooks:none() then driver.supervisor.hooks = other.hooks end
  other.driver = driver -- what its hooks say to it is said to what runs
  if driver.out then driver.out:arrange(other.config.services) end
  driver:feed { is = "configured", config = other.config }
  driver:prune()
  return true
end

-- ask takes the configuration from where the one of before came from.
function reload.ask(driver)
  local source = driver.supervisor.source
  local ok, other = pcall(source or error, "there is nothing to reload the configuration from", 0)
  if ok then return reload.take(driver, other) end
  driver:feed { is = "misconfigured", message = tostring(other) }
end

return reload
