-- Resource limits of a service, {{resource, soft, hard}, …}.
local sys = require "sys"
local stage = require "supervisor.launch.stage"

local limits = {}

local function number(value)
  return value == "unlimited" and sys.RLIM_INFINITY or value
end

-- raise makes the hard limits as high as they will be, while this process may do so.
function limits.raise(list)
  for _, limit in ipairs(list or {}) do
    local resource, hard = limit[1], number(limit[3])
    if hard and hard > stage.must(sys.getrlimit(resource)).max then
      stage.must(sys.setrlimit(resource, { max = hard }))
    end
  end
end

-- set puts the limits in force. It comes late: with few processes or little memory allowed
-- this process itself could not go on for long.
function limits.set(list)
  for _, limit in ipairs(list or {}) do
    stage.must(sys.setrlimit(limit[1], { cur = number(limit[2]), max = number(limit[3]) }))
  end
end

return limits
