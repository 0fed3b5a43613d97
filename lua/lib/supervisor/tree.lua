-- The process tree of a service: its main process and all that came of it, also what
-- has left its process group, its session (setsid) and its parent (a double fork).
--
-- A process belongs to the tree of a child that launch has made if it descends from the
-- main one or is in the child's cgroup; or if it is an orphan and in the main one's
-- session or process group, or carries the child's invocation in the environment, or has
-- been seen in the tree before.
local sys = require "sys"
local reserve = require "supervisor.tree.reserve"
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

-- walk calls visit(pid) for these roots and for all that descends from them, for each
-- before it looks for its children.
local function walk(roots, look, visit)
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
    visit(pids[i])
    add(look:children(pids[i]))
    i = i + 1
  end
end

-- roots are the main process, while it can be named, all in the cgroup, and the tree's
-- orphans. mains are the pids of other services' main processes, which need not be
-- looked at.
local function roots(child, mains, look)
  local pids = child.cgroup and child.cgroup:members() or {}
  if is(look, child.pid, child.start) then table.insert(pids, 1, child.pid) end
  for _, pid in ipairs(look:strays()) do
    if pid ~= child.pid and not (mains and mains[pid]) and belongs(child, pid, look) then pids[#pids + 1] = pid end
  end
  return pids
end

-- members gives the processes of the trees of these roots that run, {{pid, start,
-- stopped}, …}. found, if it is given, is called with each of them at once.
local function members(roots, look, found)
  local list = {}
  walk(roots, look, function(pid)
    local process = look:process(pid)
    if not (process and process.runs) then return end
    local member = { pid = pid, start = process.start, stopped = process.stopped }
    list[#list + 1] = member
    if found then found(member) end
  end)
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

-- each sends a signal to all members, and gives what was refused.
local function each(list, signal, look)
  local refused = {}
  for _, member in ipairs(list) do
    local done, message, errno = send(member, signal, look)
    if not done and errno ~= sys.ESRCH then
      refused[#refused + 1] = { pid = member.pid, message = message, errno = errno }
    end
  end
  return refused
end

local ROUNDS, PAUSE = 200, 0.0005

-- stop stops all members, and gives them. Who has stopped starts nothing new, so each is
-- told to before its children are looked for; and when a round finds no new one, and none
-- that is yet to stop, there is none: one that was told in the middle of a fork finishes
-- that first. Not all do stop: one in a vfork waits for its child, which has; and who may
-- not be signalled is not waited for.
local function stop(roots)
  local told, refused, list, look = {}, {}
  for _ = 1, ROUNDS do
    local new, stopping = false, false
    look = view.now()
    list = members(roots(look), look, function(member)
      if told[member.pid] == member.start then
        stopping = stopping or not member.stopped and not refused[member.pid]
        return
      end
      told[member.pid], new = member.start, true
      refused[member.pid] = not send(member, sys.SIGSTOP, look)
    end)
    if not new and not stopping then break end
    if not new then sys.sleep(PAUSE) end
  end
  return list, look
end

local stays_stopped = {
  [sys.SIGSTOP] = true, [sys.SIGTSTP] = true, [sys.SIGTTIN] = true, [sys.SIGTTOU] = true, [sys.SIGCONT] = true,
}

-- deliver sends a signal to all that roots(look) has, and to what is stopped a SIGCONT,
-- so that it acts on it. It gives what was refused, and the members.
local function deliver(roots, signal)
  if signal == sys.SIGKILL then
    local list, look = stop(roots)
    return each(list, signal, look), list
  end
  local look = view.now()
  local list = members(roots(look), look)
  local refused = each(list, signal, look)
  if not stays_stopped[signal] then each(list, sys.SIGCONT, look) end
  return refused, list
end

-- remember notes the members of a child's tree, some of which may be orphans when they are
-- looked for again.
local function remember(child, list)
  child.seen = {}
  for _, member in ipairs(list) do child.seen[member.pid] = member.start end
end

-- signal sends a signal to the whole tree of a child that launch has made, and SIGCONT
-- after it; it returns a list of what was refused, {{pid, message, errno}, …}. SIGKILL
-- leaves nothing. mains is a set of pids of other services' main processes, which makes
-- it faster.
function tree.signal(child, signal, mains)
  if child.cgroup and signal == sys.SIGKILL then child.cgroup:kill() end
  local refused, list = deliver(function(look) return roots(child, mains, look) end, signal)
  remember(child, list)
  return refused
end

-- empty tells whether nothing of a child's tree runs any more. Zombies do not count. Where
-- no process can be seen its group has to tell.
function tree.empty(child, mains)
  local look = view.now()
  if look.blind then return sys.kill(-child.pid, 0) == nil end
  local list = members(roots(child, mains, look), look)
  remember(child, list)
  return #list == 0
end

-- others are this process's children but those in spared, a set of pids.
local function others(look, spared)
  local pids = {}
  for _, pid in ipairs(look:children(sys.getpid())) do
    if not spared[pid] then pids[#pids + 1] = pid end
  end
  return pids
end

-- children lists this process's children, but those in spared, a set of pids.
function tree.children(spared)
  return others(view.now(), spared)
end

-- sweep sends a signal, and SIGCONT after it, to every process below this one, but for
-- the trees of those in spared, a set of pids; as pid 1, which spares none, to every
-- process that there is in its pid namespace. It returns what was refused, as signal
-- does.
function tree.sweep(signal, spared)
  if sys.getpid() == 1 and next(spared or {}) == nil then
    local done, message, errno = sys.kill(-1, signal)
    if not stays_stopped[signal] and signal ~= sys.SIGKILL then sys.kill(-1, sys.SIGCONT) end
    return (done or errno == sys.ESRCH) and {} or { { pid = -1, message = message, errno = errno } }
  end
  return (deliver(function(look) return others(look, spared or {}) end, signal))
end

-- All of them must see, also when every other descriptor is in use.
for _, name in ipairs { "signal", "empty", "children", "sweep" } do
  local look = tree[name]
  tree[name] = function(...) return reserve.spend(look, ...) end
end

return tree
