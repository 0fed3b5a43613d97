-- Stopping: the signal, the grace, SIGKILL, and what services leave behind.
local sys = require "sys"

-- supervisor is what it should be, and ends the program at an error in a hook: that
-- is written, and nobody would shut down any more.
local function supervisor(settings)
  local S = require "supervisor" (settings)
  S:on("error", function() sys._exit(1) end)
  return S
end

local function equal(got, wanted, what)
  if got ~= wanted then error(("%s: %s, and not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

-- none tells that this process has no child that runs.
local function none(what)
  local pid
  repeat pid = sys.waitpid(-1, sys.WNOHANG) until pid == nil or pid == 0
  equal(pid, nil, "children left by " .. what)
end

-- stubborn ignores SIGTERM and tells that it does.
local function stubborn(fd)
  return function()
    sys.signal(sys.SIGTERM, sys.SIG_IGN)
    sys.write_all(fd, "\n")
    while true do sys.pause() end
  end
end

-- The end of the others does not wait for the grace.
do
  local S = supervisor { grace = "1h" }
  S:service "a" { "sleep", "1000" }
  S:on("ready", function() S:shutdown() end)
  equal(S:run(), 0, "the status")
  none "a service that ends when it is asked"
end

-- Who ignores the signal is killed after its grace, of which one has its own.
do
  local S = supervisor { grace = "1h" }
  S:service "a" { ready = { fd = 9 }, run = stubborn(9), stop = { grace = "20ms" } }
  local how
  S:on("ready", function() S:shutdown() end)
  S:on("exit", function(e) how = e.signal end)
  equal(S:run(), 0, "the status")
  equal(how, "SIGKILL", "how it ends")
end

-- Another signal than SIGTERM.
do
  local S = supervisor { grace = "1h" }
  S:service "a" { "sleep", "1000", stop = "USR2" }
  local how
  S:on("ready", function() S:shutdown() end)
  S:on("exit", function(e) how = e.signal end)
  S:run()
  equal(how, "SIGUSR2", "how it ends")
end

-- A stopped process gets the signal too, at the end of its grace at the latest, and
-- one that forwards to it cannot tell.
do
  local S = supervisor { grace = "50ms" }
  S:service "a" { "sleep", "1000" }
  S:on("ready", function(e)
    sys.kill(e.pid, sys.SIGSTOP)
    S:shutdown()
  end)
  equal(S:run(), 0, "the status")
  none "a stopped service"
end

-- daemon double-forks, and the grandchild runs a program in a session of its own,
-- which tells its pid; with deaf it ignores SIGTERM.
local function daemon(fd, deaf)
  if sys.fork() == 0 then
    sys.setsid()
    if sys.fork() == 0 then
      if deaf then sys.signal(sys.SIGTERM, sys.SIG_IGN) end
      sys.dup2(fd, 9)
      sys.execvp("sh", { "-c", "echo $$ >&9; exec sleep 1000" })
    end
    sys._exit(0)
  end
  sys.wait()
end

-- A daemon that left its service behind is ended before that starts again, and at a
-- stop: by SIGTERM, or by SIGKILL.
for _, deaf in ipairs { false, true } do
  local S = supervisor { grace = "50ms", intensity = false }
  local r, w = sys.pipe()
  local first
  S:service "a" { ready = { fd = 33 }, backoff = { from = "1ms" }, run = function()
    daemon(w, deaf)
    sys.write_all(33, "\n")
    while true do sys.pause() end
  end }
  S:on("ready", function(e)
    local pid = tonumber(sys.read(r, 20))
    if not first then
      first = pid
      sys.kill(e.pid, sys.SIGKILL)
    else
      equal(select(3, sys.kill(first, 0)), sys.ESRCH, "the daemon of the first run, at the second")
      S:stop "a"
    end
  end)
  S:on("stopped", function()
    none "a service that is stopped"
    S:shutdown()
  end)
  equal(S:run(), 0, "the status")
  sys.close(r)
  sys.close(w)
end

-- A oneshot that ends well and leaves a daemon: all is over when that is ended too.
do
  local S = supervisor { grace = "50ms" }
  local r, w = sys.pipe()
  S:oneshot "a" { run = function()
    daemon(w, true)
    sys.read(r, 20)
  end }
  equal(S:run(), 0, "the status")
  none "a oneshot that is done"
  sys.close(r)
  sys.close(w)
end

-- The group, where that is wanted: the shell's child gets the signal as well.
do
  local S = supervisor { grace = "1h" }
  S:service "a" {
    "sh", "-c", [[exec 2>/dev/null; trap : TERM; (trap exit TERM; echo >&9; while :; do sleep 0.01; done) & wait; wait]],
    ready = { fd = 9 }, stop = { group = true },
  }
  S:on("ready", function() S:shutdown() end)
  equal(S:run(), 0, "the status")
  none "a group"
end

-- Children of the script's own that were there before are not the supervisor's to end.
do
  local own = sys.fork()
  if own == 0 then
    while true do sys.pause() end
  end
  local S = supervisor { grace = "1h" }
  S:service "a" { "sleep", "1000" }
  S:on("ready", function() S:shutdown() end)
  equal(S:run(), 0, "the status")
  equal(sys.waitpid(own, sys.WNOHANG), 0, "the script's own child")
  sys.kill(own, sys.SIGKILL)
  sys.waitpid(own)
end

-- A second signal, some time after the first, hurries: no grace is waited for.
do
  local S = supervisor { grace = "1h" }
  S:service "a" { ready = { fd = 9 }, run = stubborn(9) }
  S:on("ready", function() sys.kill(sys.getpid(), sys.SIGTERM) end)
  S:on("stopping", function()
    sys.setitimer(sys.ITIMER_REAL, 1.01)
  end)
  S:on("signal", function(e)
    if e.signal == "SIGALRM" then sys.kill(sys.getpid(), sys.SIGTERM) end
  end)
  equal(S:run(), 0, "the status")
  none "a hurried end"
end
