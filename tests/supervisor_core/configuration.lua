-- Configurations as supervisor.configure makes them, short to write for tests: what a
-- test does not say is the default.
local DEFAULTS = {
  kind = "service", place = "test.lua:1", argv = { "true" }, after = {}, needs = {},
  success = { [0] = true },
  backoff = { from = 1, factor = 2, max = 30, jitter = 0, reset = 30 },
  stop = { signal = 15, grace = 10, group = false },
}

local SETTINGS = {
  strategy = "one_for_one", intensity = 5, period = 10, on_giveup = "shutdown", grace = 10,
  signals = { [1] = { does = "reload" }, [2] = { does = "shutdown" }, [15] = { does = "shutdown" } },
  others = "drop", group = false, exit = { map = {} },
}

local function completed(given, defaults)
  local all = {}
  for key, value in pairs(defaults) do all[key] = value end
  for key, value in pairs(given) do
    if type(key) == "string" then all[key] = value end
  end
  return all
end

-- configuration makes one of settings by name and services in a list. backoff and stop
-- of a service may be given in part.
return function(given)
  local config = completed(given, SETTINGS)
  config.services = {}
  for i, service in ipairs(given) do
    local s = completed(service, DEFAULTS)
    s.backoff = completed(service.backoff or {}, DEFAULTS.backoff)
    s.stop = completed(service.stop or {}, DEFAULTS.stop)
    s.restart = s.restart or (s.kind == "oneshot" and "never" or "always")
    config.services[i] = s
    config.services[s.name] = s
  end
  return config
end
