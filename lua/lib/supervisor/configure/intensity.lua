-- Limits of restarts that can never be reached: when the delays before restarts
-- are such that more than intensity of them cannot fall into a period, even if
-- every process ends as soon as it is started.
local duration = require "supervisor.duration"

local MANY = 10000 -- restarts in one period: nobody means to count them

-- starts gives when a service's restarts can come at the earliest, after the
-- first: a function that returns the times one by one.
local function starts(backoff)
  local time, delay = 0, backoff.from
  return function()
    local now = time
    time = time + math.min(delay, backoff.max) * (1 - backoff.jitter)
    delay = math.min(delay * backoff.factor, backoff.max)
    return now
  end
end

-- earliest gives in how short a time count failures of services can come.
local function earliest(services, count)
  local nexts, due = {}, {}
  for i, service in ipairs(services) do
    nexts[i] = starts(service.backoff)
    due[i] = nexts[i]()
  end
  local time = 0
  for _ = 1, count do
    local first = 1
    for i = 2, #due do
      if due[i] < due[first] then first = i end
    end
    time = due[first]
    due[first] = nexts[first]()
  end
  return time
end

-- never tells why more than intensity restarts of these services cannot fall into
-- period, or nil where they can.
local function never(services, intensity, period)
  if intensity == math.huge or #services == 0 then return nil end
  local count = math.min(intensity + 1, MANY)
  local time = earliest(services, count)
  if time <= period then return nil end
  return ("intensity: %d restarts take at least %s with this backoff, which is more than period %s, "
    .. "and the limit is never reached"):format(intensity + 1, duration.write(time), duration.write(period))
end

-- check notes the limits that cannot be reached: of each service that has its own,
-- and the one that the others share.
return function(config, wrong)
  local sharing = {}
  for _, service in ipairs(config.services) do
    if service.restart ~= "never" and not service.intensity then
      sharing[#sharing + 1] = service
    elseif service.restart ~= "never" then
      local why = never({ service }, service.intensity, service.period)
      if why then wrong(service, why) end
    end
  end
  local why = never(sharing, config.intensity, config.period)
  if why then wrong(nil, why) end
end
