-- Signals as a program expects them when it starts.
local sys = require "sys"
local stage = require "supervisor.launch.stage"

local signals = {}

-- parent is what a child has to know of this process to see later whether it still is
-- its parent: its pid, and its number in the /proc that is mounted.
function signals.parent()
  return { pid = sys.getpid(), listed = sys.readlink "/proc/self" }
end

-- orphaned tells whether this process has another parent by now. A pidfd of the parent
-- would not do: a process with several threads gives its children away before that can
-- be read. In a new pid namespace getppid is 0 whoever it is, and stat, /proc/self/stat
-- of outside, tells, if there is one.
local function orphaned(parent, stat)
  local ppid = sys.getppid()
  if ppid ~= 0 then return ppid ~= parent.pid end
  return stat ~= nil and sys.pread(stat, 1024, 0):match "^.*%) %a (%d+) " ~= parent.listed
end

-- die_with has the kernel send this process a signal when its parent ends. It comes
-- after the change of user, which takes that back; and the parent may have ended
-- before.
function signals.die_with(signal, parent, stat)
  if signal then
    stage.must(sys.prctl(sys.PR_SET_PDEATHSIG, signal))
    if orphaned(parent, stat) then sys._exit(128 + signal) end
  end
  if stat then sys.close(stat) end
end

-- reset gives every signal its default, but for those to be ignored, and then lets
-- through what is not in mask: what came meanwhile does to the service what it was sent
-- for.
function signals.reset(ignored, mask)
  for signal = 1, sys.SIGRTMAX do
    local action = sys.sigaction(signal)
    if action and action.handler ~= sys.SIG_DFL then sys.signal(signal, sys.SIG_DFL) end
  end
  for _, signal in ipairs(ignored or {}) do stage.must(sys.signal(signal, sys.SIG_IGN)) end
  stage.must(sys.sigprocmask(sys.SIG_SETMASK, mask or {}))
end

return signals
