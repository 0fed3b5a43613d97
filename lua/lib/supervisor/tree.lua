-- The process tree of a service: its main process and all that came of it, also what has left
-- its process group, its session (setsid) and its parent (a double fork).
--
-- A process belongs to the tree of a child that launch has made if it descends from
-- the main one; or is an orphan and in the main one's session or process group; or
-- carries its invocation in the environment; or has been seen in the tree before.
local sys = require "sys"
local view = require "supervisor.tree.view"

local tree = {}

-- is tells whether a number is still that of the process which was started then.
local function is(look, pid, start)
  local process = look:process(pid)
  return process ~= nil and process.start == start
end

-- belongs tells of a process that descends from this one whether it is the tree's.
local function belongs(child, pid, look)
  if child.session and sys.getsid(pid) == child.pid or sys.getpgid(pid) == child.pid then return true end
  local seen = child.seen and child.seen[pid]
  if seen and is(look, pid, seen) then return true end
  return child.invocation ~= nil and look:carries(pid, "INVOCATION_ID=" .. child.invocation)
end

-- walk gives the pids of these roots and of all that descends from them.
local function walk(roots, look)
  local pids, known = {}, { [sys.getpid()] = true }
  local function add(list)
    for _, pid in ipairs(list) do
      if not known[pid] then pids[#pids + 1] = pid end
      known[pid] = true
    end
  end
  add(roots)
  local i = 1
  while pids[i] do
    add(look:children(pids[i]))
    i = i + 1
  end
  return pids
end

-- roots are the main process, while it can be named, all in the cgroup, and the tree's orphans.
-- mains are the pids of other services' main processes, which need not be looked at.
local function roots(child, mains, look)
  local pids = child.cgroup and child.cgroup:members() or {}
  if is(look, child.pid, child.start) then table.insert(pids, 1, child.pid) end
  for _, pid in ipairs(look:strays()) do
    if pid ~= child.pid and not (mains and mains[pid]) and belongs(child, pid, look) then pids[#pids + 1] = pid end
  end
  return pids
end

-- running gives those of the trees of these roots that run: {{pid, start}, …}.
local function running(pids, look)
  local list = {}
  for _, pid in ipairs(walk(pids, look)) do
    local process = look:process(pid)
    if process and process.runs then list[#list + 1] = { pid = pid, start = process.start } end
  end
  return list
end

-- members gives the processes of a child's tree that run.
local function members(child, mains, look)
  local list = running(roots(child, mains, look), look)
  child.seen = {}
  for _, member in ipairs(list) do child.seen[member.pid] = member.start end
  return list
end

-- send signals one member, and nobody who has got its number meanwhile: a pidfd stands for
-- one process, and when that was started tells that it is the one.
local function send(member, signal, look)
  local fd, message, errno = sys.pidfd_open(member.pid)
  if not fd then return nil, message, errno end
  local done = true
  if is(look, member.pid, member.start) then done, message, errno = sys.pidfd_send_signal(fd, signal) end
  sys.close(fd)
  return done, message, errno
end

-- each sends a signal to all members, and adds what was refused.
local function each(list, signal, look, refused)
  for _, member in ipairs(list) do
    local done, message, errno = send(member, signal, look)
    if not done and errno ~= sys.ESRCH then
      refused[#refused + 1] = { pid = member.pid, message = message, errno = errno }
    end
  end
end

local ROUNDS = 100

-- kill ends all: what is stopped starts nothing new, so the members are stopped until no new one
-- is found, and then killed.
local function kill(find, refused)
  local stopped, list, look = {}
  for _ = 1, ROUNDS do
    local new = {}
    look = view.now()
    list = find(look)
    for _, member in ipairs(list) do
      if not stopped[member.pid] then
        stopped[member.pid] = true
        new[#new + 1] = member
      end
    end
    if #new == 0 then break end
    each(new, sys.SIGSTOP, look, {})
  end
  each(list, sys.SIGKILL, look, refused)
  return refused
end

local stays_stopped = {
  [sys.SIGSTOP] = true, [sys.SIGTSTP] = true, [sys.SIGTTIN] = true, [sys.SIGTTOU] = true, [sys.SIGCONT] = true,
}

-- deliver sends a signal to what find finds, and to what is stopped a SIGCONT, so that it acts on it.
local function deliver(find, signal)
  local refused = {}
  if signal == sys.SIGKILL then return kill(find, refused) end
  local look = view.now()
  local list = find(look)
  each(list, signal, look, refused)
  if not stays_stopped[signal] then each(list, sys.SIGCONT, look, {}) end
  return refused
end

-- signal sends a signal to the whole tree of a child that launch has made, and SIGCONT after
-- it; it returns a list of what was refused, {{pid, message, errno}, …}. SIGKILL leaves
-- nothing. mains is a set of pids of other services' main processes, which makes it faster.
function tree.signal(child, signal, mains)
  if child.cgroup and signal == sys.SIGKILL then child.cgroup:kill() end
  return deliver(function(look) return members(child, mains, look) end, signal)
end

-- empty tells whether nothing of a child's tree runs any more. Zombies do not count.
function tree.empty(child, mains)
  return #members(child, mains, view.now()) == 0
end

-- sweep sends a signal, and SIGCONT after it, to every process below this one; as pid 1, to every
-- process that there is in its pid namespace. It returns what was refused, as signal does.
function tree.sweep(signal)
  if sys.getpid() == 1 then
    local done, message, errno = sys.kill(-1, signal)
    if not stays_stopped[signal] and signal ~= sys.SIGKILL then sys.kill(-1, sys.SIGCONT) end
    return (done or errno == sys.ESRCH) and {} or { { pid = -1, message = message, errno = errno } }
  end
  return deliver(function(look) return running(look:children(sys.getpid()), look) end, signal)
end

return tree
