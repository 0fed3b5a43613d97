-- Durations, as people write them: 10, "10s", "500ms", "1m30s", "1.5h".

local SECONDS = { us = 1e-6, ms = 1e-3, s = 1, m = 60, h = 3600, d = 86400 }
local UNITS = { "d", "h", "m", "s" }

local duration = {
  says = 'a duration (a number of seconds, or as "10s", "500ms", "1m30s")',
}

-- seconds_of adds up numbers with units, the largest unit first and each once.
local function seconds_of(text)
  if text:match "^%d*%.?%d+$" then return tonumber(text) end
  local seconds, smallest
  while text ~= "" do
    local number, unit, rest = text:match "^(%d*%.?%d+)(%a+)(.*)$"
    local size = SECONDS[unit]
    if not size or smallest and size >= smallest then return nil end
    seconds, smallest, text = (seconds or 0) + number * size, size, rest
  end
  return seconds
end

-- read gives the seconds of a duration, or nil where it is none. "10" is 10
-- seconds; the units are d, h, m, s, ms and us.
function duration.read(value)
  if type(value) == "string" then value = seconds_of(value) end
  if type(value) ~= "number" or not (value >= 0 and value < math.huge) then return nil end
  return value
end

-- write gives seconds as a duration that read understands: "1m30s".
function duration.write(seconds)
  if seconds < .9995 then return ("%.3gms"):format(seconds * 1000) end
  if seconds < 60 then return ("%.3gs"):format(seconds) end
  local text, left = "", math.floor(seconds + .5)
  for _, unit in ipairs(UNITS) do
    local count = math.floor(left / SECONDS[unit])
    if count > 0 then text = text .. count .. unit end
    left = left - count * SECONDS[unit]
  end
  return text
end

-- brief gives seconds in two units at most: 5d3h, 3m20s, 12s.
function duration.brief(seconds)
  for i, unit in ipairs(UNITS) do
    if seconds >= SECONDS[unit] then
      local whole, smaller = math.floor(seconds / SECONDS[unit]), UNITS[i + 1]
      local rest = smaller and math.floor(seconds % SECONDS[unit] / SECONDS[smaller]) or 0
      return whole .. unit .. (rest > 0 and rest .. smaller or "")
    end
  end
  return "0s"
end

return duration
