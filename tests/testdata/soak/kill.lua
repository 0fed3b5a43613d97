-- kill.lua N: a service that is killed N times as soon as it runs, and what has come
-- of it, in the end and since half of the rounds.
local rounds = tonumber(arg[1])
local starts, exits, restarts, zombies = 0, 0, 0, 0
local before, after

local function measure()
  collectgarbage()
  local status = assert(io.open "/proc/self/status"):read "*a"
  return { #listdir "/proc/self/fd", tonumber(status:match "Threads:%s+(%d+)"), tonumber(status:match "VmRSS:%s+(%d+)") }
end

local S = require "supervisor" { intensity = 1000, period = "100ms" }
S:service "victim" { "sleep", "1000", backoff = { from = 0.00001, factor = 1, max = 0.00001 } }
S:on("exit", function() exits = exits + 1 end)
S:on("restart", function() restarts = restarts + 1 end)
S:on("start", function(e)
  starts = starts + 1
  if starts == rounds / 2 then before = measure() end
  if starts <= rounds then return kill(e.pid, "KILL") end
  after = measure()
  for _, p in ipairs(ps()) do
    if p.ppid == getpid() and p.state == "Z" then zombies = zombies + 1 end
  end
  S:shutdown()
end)
local status = S:run()
print(("starts %d exits %d restarts %d zombies %d"):format(starts, exits, restarts, zombies))
print(("descriptors %d %d threads %d %d rss %d %d"):format(before[1], after[1], before[2], after[2], before[3], after[3]))
os.exit(status)
