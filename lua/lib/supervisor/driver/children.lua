-- The children of this process: those that were launched, by pid, and the orphans
-- that come to it when their parents end.
local sys = require "sys"
local tree = require "supervisor.tree"

local children = {}
children.__index = children

-- new is for a process that may have children already (the field own, a set of
-- pids): they are the script's, and only reaped. orphan(pid, how, code) is called
-- when one is reaped.
function children.new(orphan)
  local self = setmetatable({ launched = {}, own = {}, orphan = orphan, reaped = 0, orphans = 0 }, children)
  for _, pid in ipairs(tree.children {}) do self.own[pid] = true end
  return self
end

-- add is for a process that has been launched: process:ended(how, code, usage) is
-- called when it is reaped, and process:stopped(signal) whenever it is stopped.
function children:add(pid, process)
  self.launched[pid] = process
end

-- BURST is how many are reaped at once: where processes end faster than they can be
-- reaped, signals and timers must have their turn.
local BURST = 1000

local ANY = sys.WNOHANG + sys.WUNTRACED -- that has ended or been stopped, without waiting

-- swept tells whether there is no child but the script's own; left is what reap gave.
function children:swept(left)
  return left == "none" or left == "running" and next(self.own) ~= nil and #tree.children(self.own) == 0
end

-- reap takes all that have ended, and gives what is left: "none", "running", or "more"
-- where it has stopped before the end.
function children:reap()
  for _ = 1, BURST do
    local pid, how, code, usage = sys.waitpid(-1, ANY)
    if not pid then return "none" end
    if pid == 0 then return "running" end
    self:changed(pid, how, code, usage)
  end
  return "more"
end

function children:changed(pid, how, code, usage)
  local process = self.launched[pid]
  if how == "stopped" then
    if process then process:stopped(code) end
    return
  end
  self.reaped = self.reaped + 1
  if process then
    self.launched[pid] = nil
    process:ended(how, code, usage)
  elseif self.own[pid] then
    self.own[pid] = nil
  else
    self.orphans = self.orphans + 1
    self.orphan(pid, how, code)
  end
end

return children
