-- The terminal of a foreground service: it is handed to the service's process group as
-- a shell hands it to a job, and taken back, with the modes that it had, when that ends
-- or stops.
local sys = require "sys"

local terminal = {}
terminal.__index = terminal

-- open gives the terminal that fd (0 when left out) is, if it is the one that controls this
-- process's session; nil else: then there is nothing to hand over, which is no error.
function terminal.open(fd)
  fd = fd or 0
  if not sys.tcgetpgrp(fd) then return end
  return setmetatable({ fd = fd, own = sys.getpgrp(), modes = sys.tcgetattr(fd) }, terminal)
end

-- quietly calls fn while SIGTTOU is blocked: it would stop this process, which is in
-- the background as long as the terminal is another's.
local function quietly(fn, ...)
  local mask = sys.sigprocmask(sys.SIG_BLOCK, sys.SIGTTOU)
  local result, message, errno = fn(...)
  sys.sigprocmask(sys.SIG_SETMASK, mask)
  return result, message, errno
end

-- ours tells whether this process's group is in the foreground. Where it is not, a
-- shell has started it in the background, and the terminal is not its to give.
function terminal:ours()
  return sys.tcgetpgrp(self.fd) == self.own
end

-- give makes group the foreground process group, if this process's is, and tells
-- whether it has done so.
function terminal:give(group)
  if self.given ~= group then
    if not self:ours() then return false end
    self.modes = sys.tcgetattr(self.fd)
  end
  self.given = quietly(sys.tcsetpgrp, self.fd, group) and group or nil
  return self.given ~= nil
end

-- shell is the process group of a shell that has started this process as a job: 0 if
-- none would let this process go on that stops.
local function shell()
  local parent = sys.getppid()
  if parent == 0 or sys.getsid(parent) ~= sys.getsid(0) then return 0 end
  local group = sys.getpgid(parent)
  return group ~= sys.getpgrp() and group or 0
end

-- take makes this process's group the foreground one again, unless the shell has taken
-- that, and restores the modes of before.
function terminal:take()
  if not self.given then return end
  self.given = nil
  local foreground = sys.tcgetpgrp(self.fd)
  if foreground ~= self.own and foreground == shell() then return end
  quietly(sys.tcsetpgrp, self.fd, self.own)
  if self.modes then quietly(sys.tcsetattr, self.fd, sys.TCSANOW, self.modes) end
end

-- suspend follows a service that has stopped, as by Ctrl-Z: this process stops as well,
-- with its group, so that the shell has the terminal; when that continues it, so is the
-- service. Without a shell the service goes on at once, if it has the terminal then:
-- nobody else would see to it.
function terminal:suspend(group)
  self:take()
  local job = shell() ~= 0
  if job then sys.killpg(0, sys.SIGSTOP) end
  local given = self:give(group)
  if job or given then sys.killpg(group, sys.SIGCONT) end
end

return terminal
