-- Arbitrary configurations, events and orders of things.
local configuration = require "configuration"

local arbitrary = {}

local NAMES = { "a", "b", "c", "d", "e", "f", "g" }

local function readiness(random)
  return random.one_of {
    { fd = 3, timeout = 5 }, { exec = { "true" }, every = 1, timeout = 2, limit = 8 }, { delay = random.below(4) },
  }
end

-- service gives one of that name that may wait for some of others.
local function service(random, name, others)
  local s = { name = name, after = {}, needs = {} }
  if random.chance(.25) then s.kind = "oneshot" end
  for _, other in ipairs(others) do
    if random.chance(.3) then table.insert(random.chance(.5) and s.after or s.needs, other) end
  end
  s.argv = { "program", tostring(random.below(3)) }
  s.restart = random.one_of { "always", "on-failure", "never" }
  if s.kind == "oneshot" then
    s.restart = random.one_of { "on-failure", "never" }
  else
    if random.chance(.5) then s.ready = readiness(random) end
    if random.chance(.3) then s.health = { exec = { "true" }, every = 3, timeout = 2, fails = 1 + random.below(3) } end
  end
  if random.chance(.3) then
    s.intensity, s.period = random.below(4), 1 + random.below(20)
    s.on_giveup = random.one_of { "shutdown", "park", "park" }
  end
  s.backoff = { from = random.one_of { 0, .05, 1 }, factor = 1 + random.below(3), max = 1 + random.below(8),
    jitter = random.one_of { 0, .2, 1 }, reset = 5 }
  s.stop = { signal = random.one_of { 15, 2, 9 }, grace = random.one_of { 0, 1, 5 }, group = random.chance(.3) }
  if random.chance(.2) then s.success = { [0] = true, [1] = true, [143] = true } end
  return s
end

-- config gives a configuration. Services may wait for one another in an order that is
-- not that of their definition: each for those before it.
function arbitrary.config(random)
  local count = random.below(#NAMES) + (random.chance(.9) and 1 or 0)
  local order, config = {}, {}
  for i = 1, count do table.insert(order, random.below(i) + 1, NAMES[i]) end
  local made = {}
  for i, name in ipairs(order) do made[name] = service(random, name, { unpack(order, 1, i - 1) }) end
  for i = 1, count do config[i] = made[NAMES[i]] end
  config.strategy = random.one_of { "one_for_one", "one_for_one", "rest_for_one", "one_for_all" }
  config.intensity, config.period = random.below(6), random.one_of { 1, 10, 30 }
  config.on_giveup = random.one_of { "shutdown", "park", "park", "park" }
  config.grace = random.one_of { 0, 1, 5 }
  config.group = random.chance(.3)
  config.others = random.one_of { "drop", "forward" }
  config.signals = {
    [1] = { does = "reload" }, [2] = { does = "shutdown" }, [15] = { does = "shutdown" },
    [3] = { does = "drop" }, [10] = { does = "forward" }, [12] = { does = "call", fn = function() end },
    [14] = { does = "forward", signal = 3, to = NAMES[1] },
  }
  if count > 0 and random.chance(.3) then config.exit = { from = random.one_of(order), map = { [143] = 0 } } end
  return configuration(config)
end

-- changed gives a configuration with one or several services of another or else the
-- same: what a reload finds.
function arbitrary.changed(random, config)
  if random.chance(.2) then return arbitrary.config(random) end
  local other = arbitrary.config(random)
  local list = {}
  for key, value in pairs(config) do
    if key ~= "services" then list[key] = value end
  end
  for _, s in ipairs(config.services) do
    local copy = {}
    for key, value in pairs(s) do copy[key] = value end
    local key = random.one_of { "argv", "stop", "health", "restart", "intensity", "ready", "none", "none", "none" }
    local source = other.services[s.name]
    if source and source.kind == s.kind then
      copy[key] = source[key]
      if key == "intensity" then copy.period, copy.on_giveup = source.period, source.on_giveup end
    end
    table.insert(list, copy)
  end
  return configuration(list)
end

local SIGNALS = { 1, 3, 10, 12, 14, 23 }

-- intrusion gives an event from outside: a command, a signal, or one that makes no
-- sense, is too late or for nobody. None of them asks for the shutdown.
function arbitrary.intrusion(random)
  local name = random.one_of(NAMES)
  return random.one_of {
    { is = "command", command = random.one_of { "start", "stop", "restart" }, name = name },
    { is = "command", command = random.one_of { "start", "stop", "restart" }, name = name },
    { is = "command", command = random.one_of { "start", "reload", "nonsense" }, name = random.one_of { "nobody", name } },
    { is = "signal", signal = random.one_of(SIGNALS), pid = 1 },
    random.one_of {
      { is = "launched", name = name, pid = 7, run = 0 },
      { is = "refused", name = name, code = 126, run = 0 },
      { is = "ready", name = random.one_of { "nobody", name } },
      { is = "checked", name = name, check = random.one_of { "ready", "health" }, ok = random.chance(.5), run = 0 },
      { is = "ended", name = name, pid = 7, how = "exited", code = 0, run = 0 },
      { is = "ended", name = "nobody", pid = 7, how = "exited", code = 0 },
      { is = "gone", name = name, run = 0 },
      { is = "gone", name = "nobody" },
      { is = "swept" },
      { is = "time" },
      { is = "nonsense", name = name },
    },
  }
end

return arbitrary
