-- The example of a supervisor with all that it names: a database that says when it is
-- ready, a migration, and a web server in the foreground of a terminal. The server is
-- killed once, falls ill once, and the whole is ended twice: by SIGTERM, and by what
-- SIGINT is made of.
local folder = assert(mkdtemp "/tmp/supervisor-example-XXXXXX")

local function script(name, text)
  local path = folder .. "/" .. name
  local file = assert(io.open(path, "w"))
  file:write("#!/bin/sh\ncd " .. folder .. "\n" .. text)
  file:close()
  assert(chmod(path, "0755"))
end

script("db", [[
  trap 'echo the database is closed; exit 0' INT
  trap '' QUIT
  touch migrate-now
  echo ready >&3
  while true; do sleep 1000 & wait $!; done]])

script("migrate", [[
  test -e migrate-now && echo migrated]])

-- Well is a server that has begun to serve.
script("app", [[
  trap 'echo the server quits; exit 0' QUIT
  echo x >>runs
  echo "run $(grep -c x runs) as $1"
  touch well
  while true; do sleep 1000 & wait $!; done]])

script("probe", [[
  test -e well]])

-- supervised gives the example's supervisor.
local function supervised()
  local S = require "supervisor" {
    strategy = "one_for_one",
    intensity = 5, period = "10s",
    on_giveup = "shutdown",
    grace = "10s",
    signals = { TERM = "shutdown", HUP = "reload", USR2 = false, INT = "forward:QUIT" },
    exit = { from = "web", map = { [143] = 0 } },
  }
  S:service "db"  { "./db", "-D", "/data", cwd = folder, ready = { fd = 3 }, stop = { signal = "INT", grace = "60s" } }
  S:oneshot "mig" { "./migrate", cwd = folder, after = "db" }
  S:service "web" { "./app", "app.js", cwd = folder, after = "mig", restart = "on-failure",
    backoff = { from = "100ms", factor = 2, max = "30s", jitter = .2, reset = "30s" },
    health = { exec = { "./probe" }, every = "20ms", timeout = "60s", fails = 3 },
    log = { prefix = true }, tty = "foreground" }
  return S
end

-- told has the exits, as the example prints them, and some others in their order.
local function told(S)
  local events = {}
  S:on("exit", function(e)
    assert(e.uptime >= 0 and e.uptime < 60)
    table.insert(events, e.name .. " " .. (e.code or e.signal))
  end)
  for _, event in ipairs { "ready", "unhealthy", "shutdown" } do
    S:on(event, function(e) table.insert(events, e.name and e.name .. " " .. event or event) end)
  end
  return events
end

-- when_well calls fn(event) each time that the web server is found well.
local function when_well(S, fn)
  S:on("health", function(e)
    if e.ok then fn(S:stats().services.web) end
  end)
end

local function equal(got, wanted)
  if got ~= wanted then error(("got\n%s\ninstead of\n%s"):format(got, wanted), 2) end
end

local function ended_by_sigterm()
  local S = supervised()
  local events, delay, fg = told(S), nil, {}
  S:on("restart", function(e)
    os.remove(folder .. "/well")
    if e.name == "web" then delay = e.delay end
  end)
  local times = 0
  when_well(S, function(web)
    times = times + 1
    fg[times] = tcgetpgrp(0) == web.pid
    if times == 1 then -- it is killed
      kill(web.pid, SIGKILL)
    elseif times == 2 then -- these do nothing, and then it falls ill
      assert(delay >= 0.08 and delay <= 0.12, delay)
      kill(getpid(), SIGUSR2)
      kill(getpid(), SIGHUP)
      os.remove(folder .. "/well")
    else
      equal(web.restarts, 2)
      kill(getpid(), SIGTERM)
    end
  end)
  equal(S:run(), 0) -- 143, mapped
  equal(table.concat(events, "\n"), [[
db ready
mig 0
web ready
web SIGKILL
web ready
web unhealthy
web SIGTERM
web ready
shutdown
web SIGTERM
db 0]])
  for i = 1, 3 do assert(fg[i], "the terminal's foreground in run " .. i) end
  assert(tcgetpgrp(0) == getpgid(), "the terminal at the end")
end

-- SIGQUIT is for all, and the database does not heed it. The server ends well, and with
-- it all.
local function ended_by_sigint()
  local S = supervised()
  local events = told(S)
  when_well(S, function() kill(getpid(), SIGINT) end)
  equal(S:run(), 0)
  equal(table.concat(events, "\n"), "db ready\nmig 0\nweb ready\nweb 0\nshutdown\ndb 0")
end

-- played runs one of these on a terminal of its own, and gives all that was written there.
local function played(play)
  os.remove(folder .. "/runs")
  os.remove(folder .. "/well")
  local p, m = assert(forkpty())
  if p == 0 then
    local ok, message = pcall(play)
    print(ok and "all is as it should be" or message)
    assert(select(3, wait()) == ECHILD)
    os.exit(ok)
  end
  local text = ""
  repeat
    local more, message, errno = read(m, 4096)
    assert(more or errno == EIO, message)
    text = text .. (more or "")
  until not more
  close(m)
  local _, how, code = wait()
  if how ~= "exited" or code ~= 0 then error(text) end
  return text
end

local ok, message = pcall(function()
  equal(played(ended_by_sigterm):gsub("\r", ""):gsub("\27%[[%d;]*m", ""), [[
migrated
web | run 1 as app.js
web | run 2 as app.js
web | run 3 as app.js
the database is closed
all is as it should be
]])
  equal(played(ended_by_sigint):gsub("\r", ""):gsub("\27%[[%d;]*m", ""), [[
migrated
web | run 1 as app.js
web | the server quits
the database is closed
all is as it should be
]])
end)
rmtree(folder)
assert(ok, message)
