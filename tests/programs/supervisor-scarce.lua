-- A supervisor with no descriptor to spare: what it cannot start it tries again, and what
-- runs it ends, with all that belongs to it; and it takes nobody for gone who is there.
local sys = require "sys"
local supervisor = require "supervisor"

local function equal(got, wanted, what)
  if got ~= wanted then error(("%s: %s, and not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

local function descriptors() return #sys.listdir "/proc/self/fd" end

local function children()
  local file = assert(io.open "/proc/thread-self/children")
  local text = file:read "*a"
  file:close()
  return text
end

-- fill uses all descriptors but so many, and gives them.
local function fill(free)
  local list = {}
  while true do
    local fd = sys.open "/dev/null"
    if not fd then break end
    list[#list + 1] = fd
  end
  for _ = 1, free do sys.close(table.remove(list)) end
  return list
end

-- left counts the processes of a group that run, for which it takes some descriptors of list.
local function left(group, list)
  local n, taken = 0, {}
  for i = 1, 4 do taken[i] = sys.close(table.remove(list)) end
  for _, process in ipairs(assert(sys.ps())) do
    if not process.state:find "[ZX]" and sys.getpgid(process.pid) == group then n = n + 1 end
  end
  for _ in ipairs(taken) do list[#list + 1] = sys.open "/dev/null" end
  return n
end

local function empty(list)
  for _, fd in ipairs(list) do sys.close(fd) end
end

sys.setrlimit(sys.RLIMIT_NOFILE, { cur = 60 })

-- settings are for services that are tried again at once and for ever.
local settings = { intensity = 1000, period = 1000, grace = "1s" }
local backoff = { from = "10ms", factor = 1, max = "10ms", jitter = 0 }

-- Whichever call of a launch is the one that finds no descriptor.
local before = descriptors()
for free = 0, 12, 2 do
  local S = supervisor(settings)
  local ready = {}
  S:on("ready", function(e) ready[e.name] = true end)
  S:on("error", function() sys._exit(1) end)
  S:on("fail", function() end)
  -- Neither ends when it is asked to; of "heir" a child is left that does not, either.
  S:service "deaf" { "sh", "-c", "trap '' TERM; echo >&3; sleep 1000 & wait; sleep 1000",
    ready = { fd = 3 }, log = { file = "/dev/null" }, stop = { grace = "50ms" }, backoff = backoff }
  S:service "heir" { "sh", "-c", "sh -c 'trap \"\" TERM; echo >&3; sleep 1000; sleep 1000' & exec 3>&-; wait",
    ready = { fd = 3 }, stop = { grace = "50ms" }, backoff = backoff }
  while not (ready.deaf and ready.heir) do S:step() end
  local full = fill(free)
  local heir, refused, launched = S:stats().services.heir.pid, false, false
  S:on("restart", function(e) refused = refused or e.message:find "EMFILE" ~= nil end)
  S:on("start", function(e) launched = launched or e.name == "heir" end)
  sys.kill(heir, sys.SIGKILL)
  repeat S:step() until refused or launched
  if not launched then equal(left(heir, full), 0, "what is left of the last run") end
  S:shutdown()
  equal(S:run(), 0, "the end")
  empty(full)
  equal(children(), "", "children that are left")
  equal(descriptors(), before, "descriptors, of which there were " .. free)
end

-- A log that is the first to be shown, and for which there is no room.
do
  local S = supervisor(settings)
  S:on("error", function() sys._exit(1) end)
  S:on("fail", function() end)
  S:service "quiet" { "sleep", "1000", backoff = backoff }
  local up
  S:on("ready", function() up = true end)
  while not up do S:step() end
  local other = supervisor(settings)
  other:service "quiet" { "sleep", "1000", backoff = backoff }
  other:service "loud" { "sleep", "1000", log = { prefix = true }, backoff = backoff }
  local full, reason, loud = fill(0), nil, false
  S:on("restart", function(e) reason = e.message end)
  S:on("ready", function(e) loud = loud or e.name == "loud" end)
  assert(S:reload(other))
  repeat S:step() until reason
  assert(reason:find "EMFILE", reason)
  equal(S:stats().services.quiet.state, "up", "the other one")
  empty(full)
  repeat S:step() until loud
  S:shutdown()
  equal(S:run(), 0, "the end")
  equal(descriptors(), before, "descriptors")
end
