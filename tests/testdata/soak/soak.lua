-- soak.lua CRASHER RUNS LIFE: supervises 200 services that crash at random until
-- SIGTERM, and then prints what it has counted. At SIGUSR1 it prints how it stands.
local crasher, runs, life = arg[1], arg[2], arg[3]
local S
local count = {}
setmetatable(count, { __index = function() return 0 end })

local function threads_and_memory()
  local status = assert(io.open "/proc/self/status"):read "*a"
  return tonumber(status:match "Threads:%s+(%d+)"), tonumber(status:match "VmRSS:%s+(%d+)")
end

local function report()
  collectgarbage()
  local running, due = 0, 0
  for _, s in ipairs(S:stats().services) do
    if s.pid then running = running + 1 else due = due + 1 end
  end
  local threads, memory = threads_and_memory()
  print(("descriptors=%d threads=%d rss=%d heap=%d starts=%d exits=%d restarts=%d fails=%d stopped=%d running=%d due=%d"):format(
    #listdir "/proc/self/fd", threads, memory, collectgarbage "count", count.start, count.exit, count.restart, count.fail, count.stopped, running, due))
end

S = require "supervisor" {
  intensity = 20000, period = "10s", grace = "500ms",
  signals = { USR1 = report },
}
local backoff = { from = "20ms", factor = 1, max = "20ms" }
for i = 1, 200 do
  local definition = { crasher, runs, life, restart = "always", backoff = backoff, stop = { grace = "200ms" } }
  if i % 2 == 0 then definition.ready = { fd = 3, timeout = "10s" } end
  if i % 3 == 0 then definition.log = { prefix = true } end
  if i % 5 == 0 then definition.after = "s" .. i - 1 end
  if i % 50 == 0 then definition.health = { exec = { "true" }, every = "500ms", timeout = "400ms", fails = 3 } end
  S:service("s" .. i, definition)
end
S:on("*", function(e) count[e.is] = count[e.is] + 1 end)
local status = S:run()
report()
os.exit(status)
