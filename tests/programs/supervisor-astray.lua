-- What is done by those who should not: hooks that step, functions that take themselves for
-- the supervisor, setups that leave a process, and writes that raise a signal.
local sys = require "sys"
local supervisor = require "supervisor"

local function equal(got, wanted, what)
  if got ~= wanted then error(("%s: %s, and not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

local function refused(part, fn, ...)
  local ok, message = pcall(fn, ...)
  if ok or not message:find(part, 1, true) then error(("%s: %s"):format(part, tostring(message)), 2) end
end

-- A hook that steps or runs the supervisor that has called it. Wrong arguments are the
-- caller's fault, and end no service.
do
  local S = supervisor {}
  S:oneshot "it" { "true" }
  local seen
  S:on("exit", function()
    refused("is in a step", S.step, S, 0)
    refused("is in a step", S.run, S)
    seen = true
  end)
  refused("bad argument #1 to 'step'", S.step, S, "now")
  refused("bad argument #1 to 'step'", S.step, S, 0 / 0)
  equal(S:step(0), true, "a step")
  for _, command in ipairs { "start", "stop", "restart" } do
    local ok, message = S[command](S)
    equal(ok, nil, command .. " without a name")
    assert(message:find "which service", message)
  end
  equal(S:run(), 0, "the end")
  assert(seen)
end

-- A service that is a function has a copy of the supervisor, which does nothing. What it
-- returns and is no exit status is 1, and not 0.
do
  local S = supervisor {}
  S:service "other" { "sleep", "1000" }
  S:oneshot "it" { after = "other", run = function()
    if S:stop "other" or S:shutdown() or S:step(0) then return 2 end
    return 256
  end }
  local stats, code
  S:on("exit", function(e)
    if e.name ~= "it" then return end
    stats, code = S:stats().services.other, e.code
    S:shutdown()
  end)
  equal(S:run(), 0, "the end")
  equal(code, 1, "256 as an exit status")
  equal(stats.state, "up", "the other one")
end

-- A setup that leaves a process which has the launch's pipe: nobody waits for its end.
do
  local r, w = sys.pipe()
  local S = supervisor { grace = 0 }
  S:oneshot "it" { "true", setup = function()
    if sys.fork() == 0 then
      sys.close(w)
      sys.read(r, 1)
      sys._exit(0)
    end
  end, stop = { grace = 0 } }
  local events = {}
  S:on("*", function(e)
    if e.name then table.insert(events, e.is) end
    if e.is == "exit" then sys.close(w) end
  end)
  equal(S:run(), 0, "the end")
  equal(table.concat(events, " "), "start exit done", "events")
  sys.close(r)
end

-- A signal that a write of the supervisor's has raised is not for its services.
do
  local r, w = sys.pipe()
  sys.close(r)
  local null, stdout, stderr = sys.open("/dev/null", sys.O_WRONLY), sys.dup(1), sys.dup(2)
  sys.dup2(w, 1)
  sys.dup2(null, 2) -- where it is told that nobody reads
  sys.close(w)
  local S = supervisor { signals = { default = "forward" } }
  S:service "it" { "sh", "-c", "echo lost; exec sleep 1000", log = { prefix = true } }
  local signal, written
  S:on("exit", function(e) signal = e.signal end)
  S:step(0)
  S:log "it":follow(function() written = true end)
  while not written do S:step() end
  for _ = 1, 3 do S:step(0) end
  S:shutdown()
  equal(S:run(), 0, "the end")
  sys.dup2(stdout, 1)
  sys.dup2(stderr, 2)
  equal(signal, "SIGTERM", "how it ended")
end
