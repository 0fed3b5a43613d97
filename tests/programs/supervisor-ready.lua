-- When services are ready, who waits for whom, and health.
local sys = require "sys"
local supervisor = require "supervisor"

local function equal(got, wanted, what)
  if got ~= wanted then error(("%s: %s, and not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

-- told collects the events of services, as "is name"; only those in names.
local function told(S, names)
  local events = {}
  S:on("*", function(e)
    if e.name and names:find(e.is, 1, true) then table.insert(events, e.is .. " " .. e.name) end
  end)
  return events
end

local dir = assert(sys.mkdtemp "/tmp/supervisor-ready-XXXXXX")

-- A line on a descriptor: what comes before the line does not count, and the service
-- has only this end of the pipe. The next one starts after the line.
do
  local S = supervisor {}
  local go_r, go_w = sys.pipe()
  S:service "db" { ready = { fd = 33 }, run = function()
    sys.write(33, "almost")
    sys.read(go_r, 1)
    sys.write(33, " there\nmore\n")
    sys.close(33)
    sys.pause()
  end }
  S:oneshot "web" { "true", after = "db", needs = "db" }
  local events = told(S, "start ready done")
  repeat assert(S:step(10)) until #events == 1
  equal(S:stats().services.db.state, "starting", "the state before the line")
  equal(S:stats().services.web.state, "waiting", "the one that waits")
  sys.write(go_w, "x")
  repeat assert(S:step(10)) until S:stats().services.web.state == "done"
  equal(table.concat(events, ", "), "start db, ready db, start web, done web", "the events")
  S:shutdown()
  equal(S:run(), 0, "the status")
  sys.close(go_r)
  sys.close(go_w)
end

-- One that never says a line is not ready in time, and fails.
do
  local S = supervisor {}
  S:service "db" { "sleep", "1000", ready = { fd = 7, timeout = "50ms" }, restart = "never" }
  S:oneshot "web" { "true", needs = "db" }
  local events = told(S, "ready fail start")
  equal(S:run(), 1, "the status")
  equal(table.concat(events, ", "), "start db, fail db, fail web", "the events")
  assert(S:stats().services.web.reason:find "db", S:stats().services.web.reason)
end

-- A command that looks, as the service itself: with its environment and directory.
do
  local S = supervisor {}
  S:service "db" {
    "sh", "-c", 'sleep 0.05; echo "$A" > flag; exec sleep 1000', cwd = dir, env = { A = "for db" },
    ready = { exec = { "sh", "-c", 'test "$(cat flag)" = "$A"' }, every = "20ms" },
  }
  S:oneshot "web" { "test", "-e", dir .. "/flag", after = "db" }
  local events = told(S, "ready done fail")
  S:on("done", function() S:shutdown() end)
  S:on("fail", function() S:shutdown() end)
  equal(S:run(), 0, "the status")
  equal(table.concat(events, ", "), "ready db, done web", "the events")
  sys.unlink(dir .. "/flag")
end

-- A delay; one that ends before it was never ready.
do
  local S = supervisor {}
  S:service "db" { "sleep", "1000", ready = { delay = "30ms" } }
  S:service "short" { "true", ready = { delay = "1h" }, restart = "never" }
  local events = told(S, "ready")
  S:on("ready", function() S:shutdown() end)
  equal(S:run(), 0, "the status")
  equal(table.concat(events, ", "), "ready db", "the events")
end

-- Health: three failures in a row, with the reason that the check gives; it is then
-- stopped and started again. A check that hangs is killed with all that it has started.
do
  local S = supervisor { intensity = false }
  local sick = dir .. "/sick"
  S:service "web" {
    "sleep", "1000", backoff = { from = "1ms" }, health = { exec = { "sh", "-c",
      ("if test -e %s; then echo one; echo it is sick >&2; exit 4; fi"):format(sick) }, every = "200ms", fails = 3 },
  }
  local why, restarted
  S:on("health", function(e)
    if e.ok and not restarted then sys.close(sys.open(sick, sys.O_CREAT + sys.O_WRONLY)) end
  end)
  S:on("unhealthy", function(e)
    why = e.why
    sys.unlink(sick)
  end)
  S:on("restart", function() restarted = true end)
  S:on("ready", function() if restarted then S:shutdown() end end)
  equal(S:run(), 0, "the status")
  equal(why, "exit status 4: it is sick", "why")
end
do
  local S = supervisor { intensity = false }
  S:service "web" {
    "sleep", "1000", backoff = { from = "1ms" },
    health = { exec = { "sh", "-c", "setsid sleep 1000 & sleep 1000" }, every = "20ms", timeout = "20ms", fails = 1 },
  }
  local why
  S:on("unhealthy", function(e)
    why = e.why
    S:shutdown()
  end)
  equal(S:run(), 0, "the status")
  assert(why:find "no answer within 0.02 s", why)
  equal((sys.waitpid(-1, sys.WNOHANG)), nil, "what is left below")
end

-- A check that cannot be run says why.
do
  local S = supervisor {}
  S:service "web" { "sleep", "1000", restart = "never", health = { exec = { "/no/such/probe" }, every = "200ms", fails = 1 } }
  local why
  S:on("unhealthy", function(e) why = e.why end)
  equal(S:run(), 1, "the status")
  assert(why:find "/no/such/probe" and why:find "ENOENT", why)
end

-- Order of starting and stopping, whatever the order of definition.
do
  local S = supervisor {}
  S:service "web" { "sleep", "1000", after = { "app", "log" } }
  S:service "app" { "sleep", "1000", needs = "db" }
  S:service "log" { "sleep", "1000" }
  S:service "db" { "sleep", "1000", after = "log" }
  local starts, ends = {}, {}
  S:on("start", function(e) table.insert(starts, e.name) end)
  S:on("exit", function(e) table.insert(ends, e.name) end)
  S:on("ready", function(e) if e.name == "web" then S:shutdown() end end)
  equal(S:run(), 0, "the status")
  equal(table.concat(starts, " "), "log db app web", "the order of starting")
  equal(table.concat(ends, " "), "web app db log", "the order of stopping")
end

-- Who needs one that is stopped is stopped before it, and comes back with it.
do
  local S = supervisor {}
  S:service "db" { "sleep", "1000" }
  S:service "web" { "sleep", "1000", needs = "db" }
  local events = told(S, "exit ready")
  local function until_state(name, wanted)
    while S:stats().services[name].state ~= wanted do assert(S:step(10)) end
  end
  assert(S:step(0))
  until_state("web", "up")
  S:stop "db"
  until_state("db", "down")
  S:start "db"
  until_state("web", "up")
  equal(table.concat(events, ", "), "ready db, ready web, exit web, exit db, ready db, ready web", "the events")
  S:shutdown()
  equal(S:run(), 0, "the status")
end

sys.rmtree(dir)
