-- What a service finds when it starts, end to end; and what many restarts leave: no
-- descriptor, no zombie, and counts that add up.
local sys = require "sys"

local function supervisor(settings)
  local S = require "supervisor" (settings)
  S:on("error", function() sys._exit(1) end)
  return S
end

local function equal(got, wanted, what)
  if got ~= wanted then error(("%s: %s, and not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

local dir = sys.realpath(assert(sys.mkdtemp "/tmp/supervisor-child-XXXXXX"))
local own_status = "/proc/self/status"

-- says runs a shell script as a oneshot and gives what it prints.
local function says(text, keys)
  local path = dir .. "/said"
  keys[1], keys[2], keys[3] = "sh", "-c", ("exec > %s 2>&1; %s"):format(path, text)
  local S = supervisor {}
  S:oneshot("it", keys)
  local status = S:run()
  local file = assert(io.open(path))
  local said = file:read "*a"
  file:close()
  sys.unlink(path)
  equal(status, 0, text)
  return said
end

equal(says("echo $A $B", { env = { A = "1", B = "2" } }), "1 2\n", "env")
sys.setenv("NSLUA_TEST", "inherited")
equal(says("echo $NSLUA_TEST", {}), "inherited\n", "an inherited variable")
equal(says("echo ${NSLUA_TEST-none}", { env = { NSLUA_TEST = false } }), "none\n", "one taken away")
equal(says("echo ${NSLUA_TEST-none} $A", { clearenv = true, env = { A = "1", PATH = sys.getenv "PATH" } }), "none 1\n", "clearenv")
equal(says("pwd", { cwd = dir }), dir .. "\n", "cwd")
equal(says("umask", { umask = "027" }), "0027\n", "umask")
equal(says("ulimit -n; ulimit -c", { limits = { nofile = 77, core = 0 } }), "77\n0\n", "limits")
equal(says("cat", {}), "", "stdin")
do
  local file = assert(io.open(dir .. "/in", "w"))
  file:write "from a file\n"
  file:close()
  equal(says("cat", { stdin = { file = dir .. "/in" } }), "from a file\n", "stdin from a file")
end

-- Descriptors: 0, 1, 2 and no other, whatever this process has open.
local other = sys.open("/dev/null")
sys.fcntl(other, sys.F_SETFD, 0)
equal(says("ls /proc/$$/fd", {}), "0\n1\n2\n", "descriptors")
sys.close(other)

-- Signals: nothing is blocked or ignored that was not at the start. What this process
-- catches is the default there.
do
  local asked = ("grep -E '^Sig(Blk|Ign):' %s | tr -d '[:space:]'"):format(own_status)
  local usual = says(asked, {})
  sys.signal(sys.SIGUSR1, function() end)
  equal(says(asked, {}), usual, "the mask and what is ignored, with a handler here")
  sys.signal(sys.SIGUSR1, sys.SIG_DFL)
  sys.sigprocmask(sys.SIG_BLOCK, sys.SIGUSR2)
  local blocked = says(asked, {})
  assert(blocked:find "SigBlk:0000000000000800", blocked)
  sys.sigprocmask(sys.SIG_UNBLOCK, sys.SIGUSR2)
  sys.signal(sys.SIGCHLD, sys.SIG_IGN)
  equal(says(asked, {}), usual, "with SIGCHLD ignored here")
  equal(tostring(sys.signal(sys.SIGCHLD, sys.SIG_DFL)), "SIG_IGN", "what is put back")
end

-- A session of its own, and it dies with its supervisor.
equal(says('read -r pid comm state ppid pgrp session rest < /proc/$$/stat; test $pgrp = $$ && test $session = $$ && echo own', {}), "own\n", "the session")
do
  local r, w = sys.pipe()
  local pid = sys.fork()
  if pid == 0 then
    sys.close(r)
    local S = supervisor {}
    S:service "a" { run = function()
      sys.write_all(w, "\n")
      while true do sys.pause() end
    end }
    S:run()
  end
  sys.close(w)
  equal(sys.read(r, 1), "\n", "the service")
  sys.kill(pid, sys.SIGKILL)
  equal(sys.read(r, 1), "", "the end of the service of a supervisor that is killed")
  sys.close(r)
  sys.waitpid(pid)
end

-- Namespaces of its own: it is pid 1 there, and its end is seen all the same.
do
  local flags = sys.CLONE_NEWPID
  if sys.geteuid() ~= 0 then flags = flags + sys.CLONE_NEWUSER end
  local S = supervisor { exit = { from = "inner" } }
  S:service "inner" { run = function() return sys.getpid() + 40 end, unshare = flags, restart = "never" }
  equal(S:run(), 41, "the pid in a pid namespace of its own")
end

-- setup runs in the new namespaces, and its error is a failure to start.
do
  local S = supervisor { exit = { from = "a" } }
  local why
  S:service "a" { "true", setup = function() error "not today" end, restart = "never" }
  S:on("fail", function(e) why = e.message end)
  equal(S:run(), 126, "the status")
  assert(why:find "not today", why)
end

local function descriptors() return #sys.listdir "/proc/self/fd" end

-- A hundred restarts, with a log, readiness and orphans.
do
  local S = supervisor { intensity = false }
  S:service "a" {
    "sh", "-c", "echo; (true &) ; echo >&5; exit 1", ready = { fd = 5 }, log = { file = dir .. "/log" },
    backoff = { from = 0 , max = 0, jitter = 0 },
  }
  S:service "b" { "sleep", "1000" }
  local first, starts, ends = nil, 0, 0
  S:on("start", function(e) if e.name == "a" then starts = starts + 1 end end)
  S:on("exit", function(e)
    if e.name ~= "a" then return end
    ends = ends + 1
    if ends == 10 then first = descriptors() end
    if ends == 110 then
      equal(descriptors(), first, "descriptors after 100 restarts")
      S:shutdown()
    end
  end)
  equal(S:run(), 0, "the status")
  local stats = S:stats()
  equal(stats.services.a.launches, starts, "launches")
  equal(stats.services.a.ends, ends, "ends")
  equal(stats.services.a.refused, 0, "refused")
  equal(stats.launches, stats.ends + stats.refused, "all launches")
  equal(stats.reaped, stats.ends + stats.orphans, "all that was reaped")
  assert(stats.orphans >= 100, stats.orphans)
end

-- No descriptors left: the service waits for better times, and the supervisor lives.
do
  local S = supervisor { intensity = false }
  S:service "a" { "sleep", "1000", ready = { fd = 5 }, log = { prefix = true }, backoff = { from = "1ms", max = "1ms" } }
  S:service "b" { "sleep", "1000" }
  S:on("fail", function() end) -- told through restart
  assert(S:step(0))
  local limit = sys.getrlimit(sys.RLIMIT_NOFILE)
  local refusals, last = 0, nil
  S:on("restart", function(e)
    refusals, last = refusals + 1, e.message
    if refusals == 3 then sys.setrlimit(sys.RLIMIT_NOFILE, limit) end
  end)
  while S:stats().services.b.state ~= "up" do assert(S:step(10)) end
  sys.setrlimit(sys.RLIMIT_NOFILE, { cur = 8, max = limit.max })
  S:restart "b"
  while S:stats().services.b.state ~= "up" or refusals < 3 do assert(S:step(10)) end
  assert(last:find "EMFILE", last)
  S:shutdown()
  equal(S:run(), 0, "the status")
end

sys.rmtree(dir)

-- A signal that comes before there is a supervisor, to a process 1 for instance, which has
-- blocked it early: it is heard, and neither the service nor what follows is left blocked.
do
  local function blocked() return io.open(own_status):read "*a":match "SigBlk:%s*(%x+)" end
  local usual = blocked()
  require("supervisor.driver.signals").early()
  sys.kill(sys.getpid(), sys.SIGTERM)
  local S = supervisor {}
  S:service "it" { "sleep", "1000" }
  local ended
  S:on("exit", function(e) ended = e.signal end)
  equal(S:run(), 0, "an early SIGTERM")
  equal(ended, "SIGTERM", "how the service ended")
  equal(blocked(), usual, "the mask of before")
end
