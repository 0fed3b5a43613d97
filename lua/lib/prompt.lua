-- What the prompt's commands do by the calls that scripts use.
local sys = require "sys"

local prompt = {}

-- What the terminal sends is for the child from its beginning until take.
local typed = {sys.SIGINT, sys.SIGQUIT, sys.SIGTSTP}
local before = {} -- what was done on them

-- fork is fork(2), after which those signals do nothing to the parent.
function prompt.fork()
  local mask = sys.sigprocmask(sys.SIG_BLOCK, typed)
  local pid, message, errno = sys.fork()
  if pid and pid > 0 then
    for _, sig in ipairs(typed) do before[sig] = sys.sigaction(sig, {handler = sys.SIG_IGN}) end
  end
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
  local pid, message, errno = prompt.fork()
  if pid == 0 then
    if apart and sys.setpgid() then foreground(sys.getpid()) end
    local _, why = sys.execvp(file, argv)
    io.stderr:write("nslua: ", why, "\n")
    sys._exit(127)
  end
  if pid and apart then -- as the child does: whoever comes first
    sys.setpgid(pid, pid)
    foreground(pid)
  end
  return pid, message, errno
end

-- take has the terminal back for this process's group, when the child has ended.
function prompt.take()
  local group = sys.getpgrp()
  if group ~= 0 and sys.tcgetpgrp(0) ~= group then foreground(group) end
  for sig, action in pairs(before) do sys.sigaction(sig, action) end
  before = {}
end

-- ps gives ps() in the order of a tree: below each process those that it has made.
function prompt.ps()
  local list, message, errno = sys.ps()
  if not list then return list, message, errno end
  local known, children = {}, {}
  for _, p in ipairs(list) do known[p.pid] = true end
  for _, p in ipairs(list) do
    local parent = known[p.ppid] and p.ppid or 0
    children[parent] = children[parent] or {}
    table.insert(children[parent], p)
  end
  local n = 0
  local function add(processes, indent, top)
    for i, p in ipairs(processes or {}) do
      local last = i == #processes
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
  local file, message = io.open(path)
  if not file then return nil, message end
  local text = file:read("*a")
  file:close()
  return text
end

return prompt
