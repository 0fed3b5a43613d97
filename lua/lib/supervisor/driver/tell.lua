-- What a supervisor tells: events, to hooks and the control socket, and what it says itself
-- on standard error.
local sys = require "sys"

local tell = {}

-- event tells one to who wants to know, with the time since 1970.
function tell.event(driver, event)
  event.time = sys.clock_gettime(sys.CLOCK_REALTIME)
  if event.signo then event.signal = sys.signame(event.signo) or "signal " .. event.signo end
  local failures = driver.supervisor.hooks:tell(event)
  tell.remain(driver)
  if driver.control then driver.control:told(event) end
  if event.is == "error" then return end
  for _, failure in ipairs(failures) do
    tell.event(driver, { is = "error", event = event.is, name = event.name, message = failure })
  end
end

-- remain ends a child that a hook or a signal's function has forked, and that comes back
-- from it: it would take itself for the supervisor.
function tell.remain(driver)
  if sys.getpid() == driver.pid then return end
  sys.write_all(2, "supervisor: a child that was forked in a hook has come back from it, and is ended here\n")
  sys._exit(1)
end

-- orphan tells of one that has been reaped. There may be any number: only who asks for
-- just them is told.
function tell.orphan(driver, pid, how, code)
  if not driver.supervisor.hooks.functions.orphan then return end
  local killed = how == "killed"
  tell.event(driver, { is = "orphan", pid = pid, code = not killed and code or nil, signo = killed and code or nil })
end

-- console is what the logs of all services share, once there is one; nil, message and
-- errno where there are no descriptors for it.
function tell.console(driver)
  if driver.out then return driver.out end
  local out, message, errno = require("supervisor.log").console(driver.loop, driver.config.services)
  driver.out = out
  return out, message, errno
end

-- say tells something of the supervisor's own on standard error, if need be without a
-- console; it never waits. Further lines are indented.
function tell.say(driver, text)
  text = text:gsub("\n", "\n  ")
  local console = tell.console(driver)
  if console then return console:say(text) end
  local ready = sys.poll({ { fd = 2, events = sys.POLLOUT } }, 0)
  if ready and ready > 0 then sys.write(2, "nslua: " .. text .. "\n") end
end

return tell
