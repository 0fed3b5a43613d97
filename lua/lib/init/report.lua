-- What init tells on stderr: nothing unless something is wrong, and more with -v.
local sys = require "sys"

local report = {}

local function say(format, ...)
  sys.write_all(2, ("init[%d]: " .. format .. "\n"):format(sys.getpid(), ...))
end

-- fatal tells why it is given up.
function report.fatal(message)
  say("%s", message)
end

-- listen tells what S does, as much as the options ask for.
function report.listen(S, o)
  local command = o.argv[1]
  local started = false
  S:on("start", function() started = true end)
  S:on("fail", function(e)
    if not started then say("%s", e.message) end -- else its status says all
  end)
  if o.warn then S:on("orphan", function(e) say("reaped orphan %d", e.pid) end) end
  if o.verbosity >= 2 then
    S:on("start", function(e) say("%s runs as process %d", command, e.pid) end)
    S:on("exit", function(e)
      say("%s has ended after %.3f s: %s", command, e.uptime, e.signal or "status " .. e.code)
    end)
  end
  if o.verbosity >= 3 then S:on("signal", function(e) say("%s comes from process %d", e.signal, e.pid or 0) end) end
end

return report
