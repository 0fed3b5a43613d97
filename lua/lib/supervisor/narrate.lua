-- What nslua -m supervisor says of its services on standard error: what went wrong, what
-- follows from that, and what it was told to do.

-- list says which services a reload was about.
local function list(event)
  local parts = {}
  for _, what in ipairs { "added", "removed", "changed" } do
    if #event[what] > 0 then parts[#parts + 1] = what .. " " .. table.concat(event[what], ", ") end
  end
  return #parts > 0 and table.concat(parts, "; ") or "nothing has changed"
end

local say = {
  fail = function(e) return e.message end,
  restart = function(e) return ("%s; again in %.3gs"):format(e.message, e.delay) end,
  giveup = function(e) return "given up: " .. e.message end,
  park = function(e) return "parked: " .. e.message end,
  unhealthy = function(e) return "unhealthy: " .. tostring(e.why) end,
  shutdown = function(e) return "shutdown: " .. (e.signal or e.why) end,
  reload = function(e) return e.message and "not reloaded: " .. e.message or "reloaded: " .. list(e) end,
}

-- narrate has a supervisor say so.
return function(S)
  for name, text in pairs(say) do
    S:on(name, function(event)
      local about = event.name and event.name .. ": " or ""
      S.driver:console():say(about .. (text(event):gsub("\n", "\n  ")))
    end)
  end
end
