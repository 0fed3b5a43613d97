-- Durations: what is written of one is short, and reads as nearly the same.
local duration = require "supervisor.duration"

local function equal(got, wanted)
  if got ~= wanted then error(("%s, and not %s"):format(tostring(got), tostring(wanted)), 2) end
end

for text, seconds in pairs {
  ["10"] = 10, ["1.5"] = 1.5, ["10s"] = 10, ["500ms"] = .5, ["2ms500us"] = .0025, ["1m30s"] = 90, ["1.5h"] = 5400, ["1d2h"] = 93600,
} do
  equal(duration.read(text), seconds)
end
for _, text in ipairs { "", "s", "10 s", "-1s", "1s1m", "1s1s", "1x", "1e3s", "inf" } do equal(duration.read(text), nil) end

for _, case in ipairs { { 0, "0ms" }, { .05, "50ms" }, { .9999, "1s" }, { 1.25, "1.25s" }, { 59.96, "60s" }, { 90061, "1d1h1m1s" } } do
  equal(duration.write(case[1]), case[2])
end
for i = 1, 100000 do
  local seconds = i / 1000
  local text = duration.write(seconds)
  local read = duration.read(text)
  if not read or math.abs(read - seconds) > math.max(seconds / 150, .5 * (seconds >= 60 and 1 or 0)) then
    error(("%s is written as %s"):format(seconds, text))
  end
end

for seconds, text in pairs { [0] = "0s", [.5] = "0s", [12.9] = "12s", [200] = "3m20s", [3600] = "1h", [90061] = "1d1h" } do
  equal(duration.brief(seconds), text)
end
