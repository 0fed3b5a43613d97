-- Resource limits of a service, {{resource, soft, hard}, …}.
local sys = require "sys"
local stage = require "supervisor.launch.stage"

local limits = {}

-- raise makes the hard limits as high as they will be, while this process may do so.
function limits.raise(list)
  for _, limit in ipairs(list or {}) do
    local resource, hard = limit[1], limit[3]
    if hard and hard > stage.must(sys.getrlimit(resource)).max then
      stage.must(sys.setrlimit(resource, { max = hard }))
    end
  end
end

-- Of what these limit nslua has reserved more than a service may have: from then on it
-- gets none, and has to do with what it has.
local memory = { [sys.RLIMIT_AS] = true, [sys.RLIMIT_DATA] = true }

-- set puts the limits in force. It comes last: with few processes or little memory allowed
-- this process itself could not go on for long.
function limits.set(list)
  for _, limit in ipairs(list or {}) do
    if memory[limit[1]] then collectgarbage() end
  end
  for _, limit in ipairs(list or {}) do
    stage.must(sys.setrlimit(limit[1], { cur = limit[2], max = limit[3] }))
  end
end

return limits
