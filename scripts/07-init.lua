-- A container whose process 1 is a supervisor: the library of which 06-supervisor.lua
-- is a sketch.
--
-- Process 1 of a pid namespace has an init's duties, and when it ends, all the others
-- are killed (03-init.lua). A program that knows nothing of that makes a poor init,
-- which is why images bring one like tini. This one has several programs to look
-- after as well:
--
--     db     says when it is ready, by a line on descriptor 3
--     mig    runs once, when db is ready, and leaves an orphan behind
--     web    runs when mig has done its work. It dies once, and is started again.
--
-- docker stop is a SIGTERM for process 1, and so is what ends this container: web
-- first, db last.

if geteuid() ~= 0 then
  assert(unshare(CLONE_NEWUSER))
  assert(idmap "root")
end

local news, tell = assert(pipe()) -- the container tells that it is up

-- serve is what a service does that has nothing to do: it is ready as soon as it can
-- be asked to end, and when it is, it ends with a status.
local function serve(name, status)
  signal(SIGTERM, function()
    print(name, "cleans up")
    os.exit(status)
  end)
  write(3, "ready\n")
  while true do pause() end
end

local function init()
  local S = require "supervisor" {
    grace = "30s", -- then SIGKILL
    exit = {from = "web"}, -- its status is the container's
  }
  S:service "db" {
    run = function() serve("db", 0) end, -- in a child; mostly it is a program, as mig's
    ready = {fd = 3},
  }
  S:oneshot "mig" {
    "sh", "-c", "read host < /proc/sys/kernel/hostname; echo mig runs on $host; (setsid true &)",
    needs = "db",
  }
  S:service "web" {
    run = function() serve("web", 5) end,
    needs = {"db", "mig"}, ready = {fd = 3}, restart = "on-failure", backoff = {from = "10ms"},
  }

  -- Each transition of a service is an event.
  for _, event in ipairs {"ready", "exit", "restart", "done", "stopping"} do
    S:on(event, function(e) print(e.name, event, e.code or e.signal or "") end)
  end
  local times = 0
  S:on("ready", function(e)
    if e.name ~= "web" then return end
    times = times + 1
    if times == 1 then kill(e.pid, SIGKILL) end
  end)

  while true do
    local goes_on, status = S:step() -- S:run() does no more than this
    if not goes_on then os.exit(status) end
    if times == 2 and S:stats().orphans == 1 then
      times = 0
      print("init", "all is up, and an orphan is reaped")
      write(tell, "x")
    end
  end
end

local child = assert(clone(CLONE_NEWPID + CLONE_NEWNS + CLONE_NEWUTS))
if child == 0 then
  assert(prctl(PR_SET_PDEATHSIG, SIGKILL)) -- nobody outlives the one who waits for it
  assert(sethostname("container"))
  assert(mount_proc())
  init()
end
close(tell)
if read(news, 1) == "x" then kill(child, SIGTERM) end
local _, how, code = wait()
print("the container:", how, code)
