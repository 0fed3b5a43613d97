-- What os.execute and io.popen do, as system(3) and popen(3) do it.
local sys = ...

local command = {}

-- become turns the child into the shell that runs the command.
local function become(text)
  sys.execv("/bin/sh", {[0] = "sh", "-c", text})
  sys._exit(127)
end

-- finish waits for the shell and gives "exit" or "signal" and its number.
local function finish(pid)
  local waited, how, code = sys.waitpid(pid)
  if not waited then return nil, how, code end
  return how == "exited" and "exit" or "signal", code
end

-- execute: while the shell runs, INT and QUIT are meant for it and not for us,
-- and a handler of CHLD must not wait for it before we do.
function command.execute(text)
  local int = sys.signal(sys.SIGINT, sys.SIG_IGN)
  local quit = sys.signal(sys.SIGQUIT, sys.SIG_IGN)
  local mask = sys.sigprocmask(sys.SIG_BLOCK, {sys.SIGCHLD})
  local function restore()
    sys.signal(sys.SIGINT, int)
    sys.signal(sys.SIGQUIT, quit)
    sys.sigprocmask(sys.SIG_SETMASK, mask)
  end

  local pid, message, errno = sys.fork()
  if pid == 0 then
    restore()
    become(text)
  end
  local how, code
  if pid then
    how, code, errno = finish(pid)
    if not how then message = code end
  end
  restore()
  if not how then return -1, message, errno end
  return how == "exit" and code * 256 or code, how, code
end

-- popen gives our end of a pipe to or from the shell, and the shell's pid.
function command.popen(text, mode)
  local r, w, errno = sys.pipe()
  if not r then return nil, w, errno end
  local ours, theirs, standard = r, w, 1
  if mode == "w" then ours, theirs, standard = w, r, 0 end

  local pid, message, errno = sys.fork()
  if pid == 0 then
    sys.dup2(theirs, standard)
    become(text)
  end
  sys.close(theirs)
  if not pid then
    sys.close(ours)
    return nil, message, errno
  end
  return ours, pid
end

-- pclose waits for popen's shell.
function command.pclose(pid)
  local how, code, errno = finish(pid)
  if not how then return nil, code, errno end
  return how == "exit" and code == 0 or nil, how, code
end

return command
