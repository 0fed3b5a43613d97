-- What a script can do with a supervisor: hooks, steps, commands, statistics; and
-- that the process is afterwards what it was before.
local sys = require "sys"
local supervisor = require "supervisor"

local function equal(got, wanted, what)
  if got ~= wanted then error(("%s: %s, and not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

-- open lists the descriptors of this process, with what they are.
local function open()
  local list = {}
  for fd = 0, 63 do
    if sys.fcntl(fd, sys.F_GETFD) then table.insert(list, fd .. "=" .. (sys.readlink("/proc/self/fd/" .. fd) or "?")) end
  end
  return table.concat(list, " ")
end

-- state is what a supervisor changes in its process, as a text.
local function state()
  local caught = {}
  for signal = 1, 31 do
    local action = sys.sigaction(signal)
    table.insert(caught, action and tostring(action.handler) or "-")
  end
  return table.concat(sys.sigprocmask(), " ") .. "; " .. table.concat(caught, " ") .. "; "
    .. sys.prctl(sys.PR_GET_CHILD_SUBREAPER) .. "; " .. open()
end

-- told collects the events of a supervisor, as "is name".
local function told(S)
  local events = {}
  S:on("*", function(e) table.insert(events, e.name and e.is .. " " .. e.name or e.is) end)
  return events
end

-- A supervisor that is run, and ends when all that it has is done. All is as it was.
do
  sys.sigprocmask(sys.SIG_BLOCK, sys.SIGUSR1)
  local usr2 = function() end
  sys.signal(sys.SIGUSR2, usr2)
  local before = state()
  local S = supervisor {}
  S:oneshot "first" { "true" }
  S:oneshot("second", { "true", after = "first" })
  local events = told(S)
  equal(S:run(), 0, "the status when all are done")
  equal(table.concat(events, ", "), "start first, exit first, done first, "
    .. "start second, exit second, done second, shutdown, end", "the events of two oneshots")
  equal(state(), before, "what the process was before")
  equal(S:step(), false, "a step after the end")
  equal(select(2, S:step()), 0, "the status again")
  equal((S:stop "first"), nil, "a command after the end")
  sys.sigprocmask(sys.SIG_UNBLOCK, sys.SIGUSR1)
end

-- The fields of an event, and several functions in the order that they came in.
do
  local S = supervisor { grace = "1s" }
  local seen = {}
  S:service "web" { "sh", "-c", "exit 7", restart = "never" }
  S:on("exit", function(e) seen[1] = e end)
  S:on("exit", function(e) seen[2] = e end)
  S:on("*", function(e) seen[e.is] = e end)
  equal(S:run(), 1, "the status when one has failed")
  local e = seen[1]
  equal(e, seen[2], "the event of the second function")
  equal(e.is, "exit", "is")
  equal(e.name, "web", "name")
  equal(e.code, 7, "code")
  equal(e.signal, nil, "signal of one that exits")
  assert(e.pid > 1 and e.uptime >= 0 and e.uptime < 60)
  assert(math.abs(e.time - os.time()) < 60)
  equal(seen.fail.name, "web", "who fails")
  assert(seen.fail.message:find "7", seen.fail.message)
  equal(seen["end"].status, 1, "the status of the event")
end

-- One that is killed tells its signal by name and number.
do
  local S = supervisor {}
  local e
  S:service "web" { "sh", "-c", "kill -KILL $$", restart = "never" }
  S:on("exit", function(event) e = event end)
  equal(S:run(), 1, "the status")
  equal(e.signal, "SIGKILL", "signal")
  equal(e.signo, 9, "signo")
  equal(e.code, nil, "code of one that is killed")
end

-- Commands from hooks: the next service is started by the one before, the last one
-- ends all.
do
  local S = supervisor {}
  S:service "a" { "sleep", "1000" }
  S:service "b" { "sleep", "1000", after = "a" }
  local events = told(S)
  S:on("ready", function(e)
    if e.name == "b" then assert(S:stop "a") end
  end)
  S:on("stopped", function(e)
    if e.name == "a" then
      equal(S:stats().services.a.state, "down", "the state of a stopped one")
      assert(S:shutdown())
    end
  end)
  equal(S:run(), 0, "the status of a shutdown")
  equal(table.concat(events, ", "), "start a, ready a, start b, ready b, stopping a, exit a, stopped a, "
    .. "shutdown, stopping b, exit b, stopped b, end", "the events")
end

-- Steps from a script's own loop, with commands between them.
do
  local S = supervisor {}
  S:service "a" { "sleep", "1000" }
  local function until_state(name, wanted)
    while S:stats().services[name].state ~= wanted do assert(S:step(10)) end
  end
  equal((S:start "a"), nil, "a command before the first step")
  assert(S:step(0))
  until_state("a", "up")
  local first = S:stats().services.a.pid
  assert(S:restart "a")
  while S:stats().services.a.pid == first or S:stats().services.a.state ~= "up" do assert(S:step(10)) end
  equal(sys.kill(first, 0), nil, "the first process")
  assert(S:stop "a")
  until_state("a", "down")
  assert(S:start "a")
  until_state("a", "up")
  local stats = S:stats()
  equal(stats.services[1], stats.services.a, "the first service")
  equal(stats.services.a.launches, 3, "launches")
  equal(stats.services.a.ends, 2, "ends")
  equal(stats.pid, sys.getpid(), "the supervisor")
  equal(stats.orphans, 0, "orphans")
  local none, message = S:stop "other"
  equal(none, nil, "a service that there is not")
  assert(message:find '"other"', message)
  assert(S:shutdown())
  local running, status
  repeat running, status = S:step(10) until not running
  equal(status, 0, "the status")
end

-- A signal that comes between two steps is not lost.
do
  local S = supervisor { signals = { USR1 = "shutdown" } }
  S:service "a" { "sleep", "1000" }
  repeat assert(S:step(10)) until S:stats().services.a.state == "up"
  sys.kill(sys.getpid(), sys.SIGUSR1)
  sys.kill(sys.getpid(), sys.SIGUSR1) -- and this one kills nobody when all is over
  local running, status
  repeat running, status = S:step(10) until not running
  equal(status, 0, "the status")
end

-- Errors in hooks, of any kind, are told and end nothing.
do
  local r, w = sys.pipe()
  local stderr = sys.dup(2)
  sys.dup2(w, 2)
  local S = supervisor { signals = { USR1 = function() error "in a signal's function" end } }
  local errors = {}
  S:service "a" { "sleep", "1000" }
  S:on("start", function() error "in a hook" end)
  S:on("start", function() error {} end)
  S:on("start", function() error() end)
  S:on("error", function(e)
    table.insert(errors, e)
    error "in the hook for errors"
  end)
  S:on("ready", function() sys.kill(sys.getpid(), sys.SIGUSR1) end)
  S:on("error", function(e)
    if e.event == "signal" then S:shutdown() end
  end)
  local ok, status = pcall(S.run, S)
  sys.dup2(stderr, 2)
  sys.close(stderr)
  sys.close(w)
  local text = sys.read_all(r)
  sys.close(r)
  assert(ok, status)
  equal(status, 0, "the status")
  equal(#errors, 4, "errors")
  equal(errors[1].event, "start", "the event")
  equal(errors[1].name, "a", "the service")
  assert(errors[1].message:find "supervisor.lua:%d+: in a hook", errors[1].message)
  assert(text:find "error in the hook for start: [^\n]*supervisor.lua:%d+: in a hook\nstack traceback:\n", text)
  assert(text:find "error in the function for SIGUSR1: [^\n]*in a signal's function\n", text)
end

-- A child that a hook forks and lets return is no second supervisor.
do
  local r, w = sys.pipe()
  local stderr = sys.dup(2)
  local S = supervisor {}
  S:service "a" { "sleep", "1000" }
  local forked
  S:on("start", function()
    sys.dup2(w, 2)
    forked = sys.fork()
    sys.dup2(forked == 0 and w or stderr, 2)
  end)
  S:on("ready", function()
    assert(forked > 0)
    S:shutdown()
  end)
  equal(S:run(), 0, "the status")
  sys.close(stderr)
  sys.close(w)
  assert(sys.read_all(r):find "forked in a hook")
  sys.close(r)
end

-- A new configuration while it runs: what is new comes, what is not wanted goes, the
-- rest does not notice; one that is wrong changes nothing.
do
  local S = supervisor {}
  S:service "same" { "sleep", "1000" }
  S:service "old" { "sleep", "1000" }
  local function until_state(name, wanted)
    while (S:stats().services[name] or { state = "none" }).state ~= wanted do assert(S:step(10)) end
  end
  assert(S:step(0))
  until_state("old", "up")
  until_state("same", "up")
  local pid = S:stats().services.same.pid
  local wrong = supervisor {}
  wrong:service "same" { "sleep", "1000", after = "nobody" }
  local none, message = S:reload(wrong)
  assert(none == nil and message:find "nobody", message)
  local other = supervisor {}
  other:service "same" { "sleep", "1000" }
  other:service "new" { "sleep", "1000", after = "same" }
  assert(S:reload(other))
  until_state("new", "up")
  until_state("old", "none")
  equal(S:stats().services.same.pid, pid, "the pid of what is the same")
  equal((S:reload()), true, "a reload without a source is asked for")
  assert(other:stop "new")
  until_state("new", "down")
  S:shutdown()
  equal(S:run(), 0, "the status")
end

-- In a coroutine, which may yield between steps; and one that yields in a hook is an
-- error of that hook.
do
  local S = supervisor {}
  local r, w = sys.pipe()
  S:oneshot "a" { run = function() sys.read(r, 1) end } -- it does not end in the first step
  local steps = 0
  local routine = coroutine.wrap(function()
    while true do
      local running, status = S:step()
      if not running then return "ended", status end
      coroutine.yield "runs"
    end
  end)
  local word, status
  repeat
    word, status = routine()
    steps = steps + 1
    if steps == 1 then sys.write(w, "x") end
  until word == "ended"
  equal(status, 0, "the status")
  assert(steps > 1)
  sys.close(r)
  sys.close(w)
end

-- Two at once in one process are refused; a child's own is another matter, also that
-- of a service that is a function.
do
  local S = supervisor {}
  S:oneshot "nested" { run = function()
    local inner = require "supervisor" {}
    inner:oneshot "a" { "sh", "-c", "exit 3" }
    return inner:run() == 1 and 5 or 6
  end }
  local code
  S:on("exit", function(e) code = e.code end)
  assert(S:step(0))
  local other = supervisor {}
  other:oneshot "a" { "true" }
  local ok, message = pcall(other.run, other)
  equal(ok, false, "a second supervisor")
  assert(message:find "another supervisor runs in this process", message)
  equal(S:run(), 1, "the status")
  equal(code, 5, "the status of the nested one")
  equal(other:run(), 0, "the second one, afterwards")
  local pid = sys.fork()
  if pid == 0 then
    local inner = supervisor {}
    inner:oneshot "a" { "sh", "-c", "exit 3" }
    sys._exit(inner:run() + 1)
  end
  equal(select(3, sys.waitpid(pid)), 2, "the status of one in a child")
end

-- What is wrong is told where it is written, and nothing has been started.
do
  local S = supervisor {}
  local ok, message = pcall(function() S:service "a" { "true", restrat = "never" } end)
  assert(not ok and message:find 'supervisor.lua:%d+: service "a": .*restrat.*restart', message)
  ok, message = pcall(function() S:on("start") end)
  assert(not ok and message:find "bad argument #2 to 'on'", message)
  S:service "b" { "true", after = "nobody" }
  S:on("start", function() error "started" end)
  ok, message = pcall(S.run, S)
  assert(not ok and message:find "nobody", message)
end
