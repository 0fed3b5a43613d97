-- What is done with a signal that the supervisor gets.
local ending = require "supervisor.core.ending"
local reload = require "supervisor.core.reload"

local signal = {}

local does = {}

-- ECHO is how long after a shutdown has begun another signal that asks for it is
-- taken for the same one: a terminal and a wrapper around us often send it both.
local ECHO = 1

-- A second one is that of a user who will not wait, and skips all graces.
function does.shutdown(m, _, event)
  if not m.ending then
    ending.begin(m, m:name(event.signal), event.signal)
  elseif m.now - m.ending.since >= ECHO then
    ending.hurry(m)
  end
end

function does.reload(m)
  reload.ask(m)
end

function does.drop() end

function does.call(m, rule, event)
  m:act { does = "call", fn = rule.fn, signal = event.signal, pid = event.pid }
end

-- Also one that is being launched gets it: it is pending when the program runs.
function does.forward(m, rule, event)
  for _, s in ipairs(m.services) do
    if s.process and not s.process.ended and (not rule.to or rule.to == s.name) then
      m:act { does = "forward", name = s.name, signal = rule.signal or event.signal,
        to = m.config.group and "group" or "main" }
    end
  end
end

-- received: the rule for it, or else the one for all others.
function signal.received(m, event)
  local rule = m.config.signals and m.config.signals[event.signal] or { does = m.config.others or "drop" }
  m:tell("signal", nil, { signo = event.signal, pid = event.pid })
  does[rule.does](m, rule, event)
end

return signal
