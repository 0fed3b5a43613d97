-- The signals of this process while it supervises: all that can be blocked are, and
-- come out of a descriptor one by one. So none interrupts anything, and none is lost
-- between two turns. What the process had before is put back at the end; its children
-- get the same mask (the field mask), and ignore what it ignored (the field ignored).
local sys = require "sys"

local signals = {}
signals.__index = signals

-- Not blocked is what cannot be, what is nslua's own, and what a fault raises.
local kept = {}
for _, signal in ipairs {
  sys.SIGKILL, sys.SIGSTOP, sys.SIGURG, 32, 33,
  sys.SIGSEGV, sys.SIGBUS, sys.SIGFPE, sys.SIGILL, sys.SIGTRAP, sys.SIGSYS, sys.SIGABRT,
} do
  kept[signal] = true
end

local all = {}
for signal = 1, sys.SIGRTMAX do
  if not kept[signal] then all[#all + 1] = signal end
end

local before -- the mask of before, if they are blocked early

-- early blocks the signals already now, and take will find those that have come. It is for
-- a process 1, for which a signal that is not blocked is lost until somebody handles it.
function signals.early()
  before = before or sys.sigprocmask(sys.SIG_BLOCK, all)
end

-- take blocks the signals, and makes this process the one that orphans come to if
-- subreaper is true. SIGCHLD must not be ignored: the kernel would reap by itself,
-- and the exit statuses would be gone.
function signals.take(subreaper)
  local taken = setmetatable({}, signals)
  taken.fd = assert(sys.signalfd(all, sys.SFD_NONBLOCK))
  taken.mask = assert(sys.sigprocmask(sys.SIG_BLOCK, all))
  taken.mask, before = before or taken.mask, nil
  taken.child = assert(sys.sigaction(sys.SIGCHLD, { handler = sys.SIG_DFL }))
  taken.ignored = {}
  for signal = 1, sys.SIGRTMAX do
    local action = signal ~= sys.SIGCHLD and sys.sigaction(signal)
    if action and action.handler == sys.SIG_IGN then table.insert(taken.ignored, signal) end
  end
  if subreaper and sys.getpid() ~= 1 then
    taken.subreaper = sys.prctl(sys.PR_GET_CHILD_SUBREAPER)
    sys.prctl(sys.PR_SET_CHILD_SUBREAPER, 1)
  end
  return taken
end

-- next takes one signal that has come: its siginfo, or nil.
function signals:next()
  return (sys.signalfd_read(self.fd))
end

-- put_back undoes take. What has come by then was the supervisor's, and is dropped:
-- a second SIGTERM must not kill the process that has just ended in order.
function signals:put_back()
  while self:next() do end
  sys.close(self.fd)
  sys.sigaction(sys.SIGCHLD, self.child)
  sys.sigprocmask(sys.SIG_SETMASK, self.mask)
  if self.subreaper then sys.prctl(sys.PR_SET_CHILD_SUBREAPER, self.subreaper) end
end

return signals
