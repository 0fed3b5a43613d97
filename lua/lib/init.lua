-- nslua -m init [options] [--] command [argument ...]: what tini and dumb-init are in
-- a container, made of the supervisor library with a single service. It takes the
-- options and variables of both. On purpose it differs from them in this:
--
-- * What the command leaves behind has a grace to end in: it gets SIGTERM, then
--   SIGCONT, and SIGKILL after --grace. tini ends at once, and so kills it; dumb-init
--   does so after a SIGTERM to the command's process group, which a daemon has left.
--   The grace is 5 s, so that the exit status is there before the 10 s of docker stop
--   are over.
-- * It becomes a subreaper where it is not pid 1, unasked: as catatonit.
-- * When init is killed, the command gets SIGTERM, and does not go on by itself.
-- * A command that is stopped from its terminal (Ctrl-Z) gives that back, and init
--   stops with it, so that the shell around it can go on.
-- * -p and -r take every name and number that kill(1) takes.
--
-- And because it is written in Go:
--
-- * SIGURG is not handed on: Go's runtime needs it. Of the signals that were ignored
--   when it was started HUP, INT, TTIN, TTOU and TSTP are ignored by the command too,
--   and no others.
--
-- As tini it ends with 127 where there is no such command, and with 126 where it cannot
-- be run; and with 1 where the options are wrong.
local sys = require "sys"
local parent = sys.getppid() -- before all that takes time: it may end meanwhile
local signals = require "supervisor.driver.signals"
if sys.getpid() == 1 then signals.early() end -- a SIGTERM that comes meanwhile is for the command
local options = require "init.options"
local report = require "init.report"
local supervisor = require "supervisor"

local init = {}

-- rules is what is done at which signal: all are handed on. SIGTTIN and SIGTTOU are
-- not: a terminal sends them to init, which is in the background while the command
-- is in the foreground.
local function rules(rewrite)
  local signals = {
    default = "forward", TERM = "forward", INT = "forward", QUIT = "forward", HUP = "forward",
    TTIN = "drop", TTOU = "drop",
  }
  for signal, rule in pairs(rewrite) do
    signals[sys.signame(signal):sub(4)] = nil
    signals[signal] = rule
  end
  return signals
end

-- listener is what sd_listen_fds(3) wants: that the descriptors which were passed to
-- this process are the command's.
local function listener()
  if sys.getenv "LISTEN_PID" ~= tostring(sys.getpid()) then return end
  return function() sys.setenv("LISTEN_PID", tostring(sys.getpid())) end
end

-- follow has the kernel send a signal when the parent ends. If it has done so since
-- this process began there is none to come, and the signal is sent here.
local function follow(signal)
  sys.prctl(sys.PR_SET_PDEATHSIG, signal)
  if sys.getppid() ~= parent then sys.kill(sys.getpid(), signal) end
end

-- run runs a command as options.read gives it, and returns the exit status.
function init.run(o)
  if o.subreaper then
    local done, message = sys.prctl(sys.PR_SET_CHILD_SUBREAPER, 1)
    if not done then
      report.fatal(message)
      return 1
    end
  end
  local ok, S = pcall(supervisor, {
    signals = rules(o.rewrite), group = o.group, grace = o.grace,
    exit = { from = "main", map = o.map },
  })
  if not ok then -- a signal that cannot be rewritten
    report.fatal("-r: " .. S:gsub("^.-signals%[%d+%]: ", ""))
    return 1
  end
  local main = { unpack(o.argv) }
  main.restart, main.tty, main.descriptors = "never", "foreground", "inherit"
  main.setup = listener()
  main.env = { INVOCATION_ID = sys.getenv "INVOCATION_ID" or false }
  S:service "main" (main)
  S:on("start", function()
    sys.chdir "/" -- what it was started in can be unmounted
    if o.parent_death then follow(o.parent_death) end
  end)
  report.listen(S, o)
  return S:run()
end

-- main is nslua -m init.
function init.main(...)
  local o, wrong = options.read({ ... }, sys.getenv)
  if not o then
    io.stderr:write("init: ", wrong, "\n", options.usage:match "^[^\n]*", " (-h tells more)\n")
    return 1
  elseif o.help then
    io.write(options.usage)
  elseif o.version then
    sys.execv("/proc/self/exe", { "--version" })
    return 1
  else
    return init.run(o)
  end
end

return init
