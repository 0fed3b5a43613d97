-- What nslua -m supervisor says of its services on standard error: what went wrong, what
-- follows from that, and what it was told to do.
local duration = require "supervisor.duration"
local tell = require "supervisor.driver.tell"

-- list says which services a reload was about.
local function list(event)
  local parts = {}
  for _, what in ipairs { "added", "removed", "changed" } do
    if #event[what] > 0 then parts[#parts + 1] = what .. " " .. table.concat(event[what], ", ") end
  end
  return #parts > 0 and table.concat(parts, "; ") or "nothing has changed"
end

-- once gives a text only where it is another than what was said last of the same
-- service: one refusal makes several events.
local function once(said, event, text)
  if said[event.name] == text then return nil end
  said[event.name] = text
  return text
end

local function joined(cause, what)
  return cause and cause .. "; " .. what or what
end

local say = {
  fail = function(e, said) return once(said, e, e.message) end,
  restart = function(e, said) return joined(once(said, e, e.message), "again in " .. duration.write(e.delay)) end,
  giveup = function(e, said) return joined(once(said, e, e.message), "given up") end,
  park = function(e, said) return joined(once(said, e, e.message), "parked") end,
  start = function(e, said) said[e.name] = nil end,
  unhealthy = function(e) return "unhealthy: " .. tostring(e.why) end,
  shutdown = function(e) return "shutdown: " .. (e.signal or e.why) end,
  reload = function(e) return e.message and "not reloaded: " .. e.message or "reloaded: " .. list(e) end,
}

-- narrate has a supervisor say so.
return function(S)
  local said = {}
  for name, text in pairs(say) do
    S:on(name, function(event)
      local line = text(event, said)
      local about = event.name and event.name .. ": " or ""
      if line then tell.say(S.driver, about .. line) end
    end)
  end
end
