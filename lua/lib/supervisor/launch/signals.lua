-- Signals as a program expects them when it starts.
local sys = require "sys"
local stage = require "supervisor.launch.stage"

local signals = {}

-- die_with has the kernel send this process a signal when its parent ends. It comes after the
-- change of user, which takes that back; a parent that ended before is seen by its pidfd.
function signals.die_with(parent, signal)
  if signal then
    stage.must(sys.prctl(sys.PR_SET_PDEATHSIG, signal))
    if stage.must(sys.poll({ { fd = parent, events = sys.POLLIN } }, 0)) > 0 then sys._exit(128 + signal) end
  end
  sys.close(parent)
end

local LAST = 64

-- reset gives every signal its default, but for those to be ignored, and then lets through what is
-- not in mask: what came meanwhile does to the service what it was sent for.
function signals.reset(ignored, mask)
  for signal = 1, LAST do
    local action = sys.sigaction(signal)
    if action and action.handler ~= sys.SIG_DFL then sys.signal(signal, sys.SIG_DFL) end
  end
  for _, signal in ipairs(ignored or {}) do stage.must(sys.signal(signal, sys.SIG_IGN)) end
  stage.must(sys.sigprocmask(sys.SIG_SETMASK, mask or {}))
end

return signals
