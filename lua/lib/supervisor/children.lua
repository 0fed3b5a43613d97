-- The children of this process: those that were launched, by pid, and the orphans
-- that come to it when their parents end.
local sys = require "sys"

local children = {}
children.__index = children

-- new knows no children. With stops those that are stopped are told of as well.
-- orphan(pid, how, code) is called when one is reaped.
function children.new(stops, orphan)
  return setmetatable({
    launched = {},
    orphan = orphan,
    options = stops and sys.WNOHANG + sys.WUNTRACED or sys.WNOHANG,
    reaped = 0,
    orphans = 0,
  }, children)
end

-- add is for a process that has been launched: process.ended(how, code, usage) is
-- called when it is reaped, and process.stopped(signal), if there is one, whenever it
-- is stopped.
function children:add(pid, process)
  self.launched[pid] = process
end

-- BURST is how many are reaped at once: where processes end faster than they can be
-- reaped, signals and timers must have their turn.
local BURST = 1000

-- reap takes all that have ended, and gives what is left: "none", "running", or "more"
-- where it has stopped before the end.
function children:reap()
  for _ = 1, BURST do
    local pid, how, code, usage = sys.waitpid(-1, self.options)
    if not pid then return "none" end
    if pid == 0 then return "running" end
    self:changed(pid, how, code, usage)
  end
  return "more"
end

function children:changed(pid, how, code, usage)
  local process = self.launched[pid]
  if how == "stopped" then
    if process and process.stopped then process.stopped(code) end
    return
  end
  self.reaped = self.reaped + 1
  if process then
    self.launched[pid] = nil
    process:ended(how, code, usage)
  else
    self.orphans = self.orphans + 1
    self.orphan(pid, how, code)
  end
end

return children
