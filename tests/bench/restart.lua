-- How long it takes, in ns, until a service that has crashed runs again for the first
-- time: by default it is tried after 50 ms, less up to a fifth.
local sys = require "sys"
local S = require "supervisor" { exit = { from = "crashes" } }
S:service "crashes" { "sh", "-c", "kill -SEGV $$", restart = "on-failure", limits = { core = 0 } }
local crashed
S:on("exit", function() crashed = crashed or sys.clock_gettime(sys.CLOCK_MONOTONIC) end)
S:on("start", function()
  if not crashed then return end
  print(("%d"):format((sys.clock_gettime(sys.CLOCK_MONOTONIC) - crashed) * 1e9))
  S:shutdown()
end)
S:run()
