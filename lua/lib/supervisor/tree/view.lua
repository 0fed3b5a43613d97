-- Who descends from whom, in the numbers of this process's pid namespace.
--
-- The kernel lists the children of a process in /proc, which is fast, and of this
-- process itself it misses none: only the parent takes a child off that list. It
-- needs a /proc of this pid namespace and that orphans come to this process; else
-- all processes are looked at, by sys.ps, which is right everywhere and slow.
local sys = require "sys"
local text = require "supervisor.text"

local view = {}

-- counts_as_we_do tells whether /proc counts as this process's pid namespace does: one
-- of another lists several numbers for this process, or none.
local function counts_as_we_do()
  local status = text "/proc/self/status"
  return status and status:match "\nNSpid:\t(%d+)\n" == tostring(sys.getpid())
end

-- gets_orphans tells whether this process is whom the orphans below it come to.
local function gets_orphans()
  return sys.getpid() == 1 or sys.prctl(sys.PR_GET_CHILD_SUBREAPER) == 1
end

-- Listed is a view by the lists of children in /proc.
local listed = {}
listed.__index = listed

local function numbers(pids, list)
  for pid in (list or ""):gmatch "%d+" do pids[#pids + 1] = tonumber(pid) end
  return pids
end

function listed.children(_, pid)
  if pid == sys.getpid() then return numbers({}, text "/proc/thread-self/children") end
  local pids, tasks = {}, "/proc/" .. pid .. "/task"
  for _, thread in ipairs(sys.listdir(tasks) or {}) do
    numbers(pids, text(tasks .. "/" .. thread .. "/children"))
  end
  return pids
end

-- strays are processes that may belong to a tree whose root they do not descend from.
function listed:strays() return self:children(sys.getpid()) end

-- record_of is what process gives.
local function record_of(start, state, threads)
  return { start = start, runs = not state:find "[ZX]" or threads > 1, stopped = state:find "[Tt]" ~= nil }
end

local TICKS = 100 -- a second, in what the kernel tells programs

-- process gives what there is to know of one now, nil when it has gone: when it started, in
-- seconds since boot; whether it runs, as one does of which only the first thread has
-- ended; and whether it is stopped.
function listed.process(_, pid)
  local state, rest = (text("/proc/" .. pid .. "/stat") or ""):match "^.*%) (%a) (.*)$"
  if not state then return end
  local threads, start = rest:match("^" .. ("%S+ "):rep(16) .. "(%d+) %S+ (%d+)")
  return record_of(tonumber(start) / TICKS, state, tonumber(threads))
end

local ATTEMPTS, PAUSE = 20, 0.0005 -- to see a process after its exec

-- environment is what a process was started with, nil where that may not be read. One
-- that is just being executed has neither environment nor arguments; that passes.
local function environment(pid)
  local found
  for _ = 1, ATTEMPTS do
    found = text("/proc/" .. pid .. "/environ")
    if found ~= "" or text("/proc/" .. pid .. "/cmdline") ~= "" then break end
    local process = listed.process(nil, pid)
    if not process or not process.runs then break end
    sys.sleep(PAUSE)
  end
  return found
end

-- carries tells whether a process was started with that in its environment.
function listed.carries(_, pid, variable)
  local environment = environment(pid)
  return environment ~= nil and ("\0" .. environment):find("\0" .. variable .. "\0", 1, true) ~= nil
end

-- Surveyed is a view by all processes that there were when it was made.
local surveyed = {}
surveyed.__index = surveyed

function surveyed:children(pid) return self.by_parent[pid] or {} end

function surveyed:strays() return self.pids end

function surveyed.process(_, pid)
  local record = sys.ps(pid)
  if not record then return end
  return record_of(record.starttime, record.state, record.threads)
end

function surveyed:carries(pid, variable)
  return self.counted and listed.carries(self, pid, variable)
end

local function survey(counted)
  local found = setmetatable({ by_parent = {}, pids = {}, counted = counted }, surveyed)
  local records = sys.ps()
  found.blind = not records
  for _, record in ipairs(records or {}) do
    found.by_parent[record.ppid] = found.by_parent[record.ppid] or {}
    table.insert(found.by_parent[record.ppid], record.pid)
    table.insert(found.pids, record.pid)
  end
  return found
end

-- started gives when a process was, by which it differs from a later one of its number; nil
-- when it has gone.
function view.started(pid)
  local process = (counts_as_we_do() and listed or surveyed):process(pid)
  return process and process.start
end

-- now gives a view with children(pid), strays(), process(pid) and carries(pid, variable); blind
-- is true where none of them finds anything.
function view.now()
  local counted = counts_as_we_do()
  if counted and gets_orphans() and sys.access("/proc/thread-self/children", sys.R_OK) then
    return setmetatable({}, listed)
  end
  return survey(counted)
end

return view
