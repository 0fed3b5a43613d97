-- A service in the foreground has the terminal as long as it runs, and the supervisor
-- has it afterwards as it was before. The supervisor is a job of a shell here.
local launch = require "supervisor.launch"
local terminal = require "supervisor.terminal"

setenv("PATH", "/usr/bin:/bin")
local HANG = 30 -- seconds

assert(terminal.open(open "/dev/null") == nil)

local m, s = assert(openpty())
assert(terminal.open(s) == nil) -- one that is not this session's
close(m)
close(s)

-- run launches a service and waits until it has ended, or is suspended with this process.
local function run(tty, service)
  service.name, service.stdin = "web", "inherit"
  local child, failure = launch(service, { session = false, foreground = tty })
  if not child then error(failure.message) end
  local report = read_all(child.report)
  if report ~= "" then error(report) end
  close(child.report)
  while true do
    local _, how, code = assert(waitpid(child.pid, WUNTRACED))
    if how == "stopped" then
      tty:suspend(child.pid)
    else
      tty:take()
      return how, code
    end
  end
end

local function sh(script) return { argv = { "sh", "-c", script } } end

-- What the supervisor does, as a job in the foreground.
local function foreground()
  local tty = assert(terminal.open())
  assert(tty:ours())
  local before = tcgetattr(0)
  local how, code = run(tty, sh "read line; test \"$line\" = typed")
  assert(how == "exited" and code == 0, how .. code) -- it reads without being stopped
  assert(tty:ours())
  how, code = run(tty, sh "stty raw -echo; kill -KILL $$")
  assert(how == "killed" and code == SIGKILL, how .. code)
  local after = tcgetattr(0)
  assert(tty:ours() and after.lflag == before.lflag and after.oflag == before.oflag)
  how, code = run(tty, sh "stty -echo; kill -TSTP $$; read line; test \"$line\" = again")
  assert(how == "exited" and code == 0, how .. code)
  assert(tty:ours())
end

-- What it does in the background: the terminal is not its to give, and nobody is stopped.
local function background()
  local tty = assert(terminal.open())
  assert(not tty:ours())
  local foreground = tcgetpgrp(0)
  local how, code = run(tty, sh "exit 3")
  assert(how == "exited" and code == 3)
  assert(tcgetpgrp(0) == foreground)
end

-- job starts a job as a shell does.
local function job(fn, group)
  local p = assert(fork())
  if p == 0 then
    setpgid(0, 0)
    if group then
      sigprocmask(SIG_BLOCK, SIGTTOU)
      assert(tcsetpgrp(0, getpgrp()))
      sigprocmask(SIG_UNBLOCK, SIGTTOU)
    end
    alarm(HANG)
    fn()
    exit()
  end
  setpgid(p, p)
  return p
end

local function ended(p)
  local _, how, code = assert(waitpid(p, WUNTRACED))
  assert(how == "exited" and code == 0, ("%s %d"):format(how, code))
  assert(tcsetpgrp(0, getpgrp()))
end

local function shell()
  alarm(HANG)
  sigprocmask(SIG_BLOCK, SIGTTOU)
  local p = job(foreground, true)
  local _, how, code = assert(waitpid(p, WUNTRACED))
  assert(how == "stopped", ("%s %d"):format(how, code)) -- with its service, which was by itself
  assert(tcgetpgrp(0) == p and tcgetattr(0).lflag:has(ECHO))
  assert(tcsetpgrp(0, getpgrp()))
  print "it has stopped"
  assert(tcsetpgrp(0, p))
  kill(-p, SIGCONT)
  ended(p)
  ended(job(background))
  -- Without a shell nobody would continue it: it goes on at once. The session is this
  -- process's own here.
  local tty = assert(terminal.open())
  how, code = run(tty, sh "kill -TSTP $$; exit 4")
  assert(how == "exited" and code == 4)
  assert(tty:ours())
  print "all is well"
end

local p, m = assert(forkpty())
if p == 0 then
  local ok, failure = xpcall(shell, debug.traceback)
  if not ok then print(failure) end
  exit(ok and 0 or 1)
end
write(m, "typed\n")
local text = ""
repeat
  local more = read(m, 1000)
  text = text .. (more or "")
  if more and more:find "it has stopped" then write(m, "again\n") end
until not more or more == ""
if select(3, assert(waitpid(p))) ~= 0 or not text:find "all is well" then error(text) end
