-- What the prompt's commands do by the calls that scripts use. There are no globals
-- here: what is typed may have changed them.
local sys = ...

local prompt = {}

-- What the terminal sends is for the child from its beginning until take.
local typed = {sys.SIGINT, sys.SIGQUIT, sys.SIGTSTP}
local before = {} -- what was done on them

-- block keeps all signals from being handled, so that no error of a handler breaks
-- off what is under way. It gives the mask to be set afterwards.
local function block()
  local all = {}
  for sig = 1, sys.SIGRTMAX do all[sig] = sig end
  return sys.sigprocmask(sys.SIG_BLOCK, all)
end

-- split is fork(2), after which those signals do nothing to the parent. All are
-- blocked.
local function split()
  local pid, message, errno = sys.fork()
  if pid and pid > 0 then
    for i = 1, #typed do before[i] = sys.sigaction(typed[i], {handler = sys.SIG_IGN}) end
  end
  return pid, message, errno
end

function prompt.fork()
  local mask = block()
  local pid, message, errno = split()
  sys.sigprocmask(sys.SIG_SETMASK, mask)
  return pid, message, errno
end

-- foreground has the terminal: a process that takes it for itself is in the
-- background, and is not to be stopped for that.
local function foreground(group)
  local mask = sys.sigprocmask(sys.SIG_BLOCK, {sys.SIGTTOU})
  sys.tcsetpgrp(0, group)
  sys.sigprocmask(sys.SIG_SETMASK, mask)
end

-- run starts a program and gives its pid. It leads a process group of its own that
-- has the terminal, if that is ours. A group of an outer pid namespace has no number
-- here by which it could have it back: then the program stays in that.
function prompt.run(file, ...)
  local argv = {...}
  local group = sys.getpgrp()
  local apart = group ~= 0 and sys.tcgetpgrp(0) == group
  local mask = block()
  local pid, message, errno = split()
  if pid == 0 then
    if apart and sys.setpgid() then foreground(sys.getpid()) end
    sys.sigprocmask(sys.SIG_SETMASK, mask)
    local _, why = sys.execvp(file, argv)
    sys.write(2, "nslua: " .. why .. "\n")
    sys._exit(127)
  end
  if pid and apart then -- as the child does: whoever comes first
    sys.setpgid(pid, pid)
    foreground(pid)
  end
  sys.sigprocmask(sys.SIG_SETMASK, mask)
  return pid, message, errno
end

-- take has the terminal back for this process's group, when the child has ended.
function prompt.take()
  local mask = block()
  local group = sys.getpgrp()
  if group ~= 0 and sys.tcgetpgrp(0) ~= group then foreground(group) end
  for i = 1, #before do sys.sigaction(typed[i], before[i]) end
  before = {}
  sys.sigprocmask(sys.SIG_SETMASK, mask)
end

-- ps gives ps() in the order of a tree: below each process those that it has made.
function prompt.ps()
  local list, message, errno = sys.ps()
  if not list then return list, message, errno end
  local known, children = {}, {}
  for i = 1, #list do known[list[i].pid] = true end
  for i = 1, #list do
    local parent = known[list[i].ppid] and list[i].ppid or 0
    local siblings = children[parent] or {}
    children[parent] = siblings
    siblings[#siblings + 1] = list[i]
  end
  local n = 0
  local function add(processes, indent, top)
    if not processes then return end
    for i = 1, #processes do
      local p, last = processes[i], i == #processes
      n = n + 1
      list[n] = p
      p.command = (top and "" or indent .. (last and "└─ " or "├─ ")) .. p.command
      add(children[p.pid], top and "" or indent .. (last and "   " or "│  "))
    end
  end
  add(children[0], "", true)
  return list
end

-- call calls a function of sys, whatever the globals are by now.
function prompt.call(name, ...) return sys[name](...) end

-- draft makes a file that only its user may read, with that text, and gives its path.
function prompt.draft(folder, text)
  local template = (folder ~= "" and folder or "/tmp") .. "/nslua.XXXXXX"
  local fd, path, errno = sys.mkstemp(template)
  if not fd then return nil, path, errno end
  local named = path .. ".lua" -- by which an editor knows what it is
  if sys.rename(path, named) then path = named end
  local written, message = sys.write(fd, text)
  sys.close(fd)
  if not written then return nil, message end
  return path
end

-- contents are those of a file.
function prompt.contents(path)
  local fd, message = sys.open(path, sys.O_RDONLY)
  if not fd then return nil, message end
  local text = ""
  repeat
    local part, why = sys.read(fd, 65536)
    if not part then text, message = nil, why else text = text .. part end
  until not part or part == ""
  sys.close(fd)
  return text, message
end

return prompt
