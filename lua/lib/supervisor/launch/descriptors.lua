-- The descriptors of a child that is to run a program: those that it is given, on their
-- numbers, and no others.
local sys = require "sys"
local stage = require "supervisor.launch.stage"

local descriptors = {}

-- above is the first number that is above all targets and 0, 1 and 2.
local function above(fds)
  local top = 3
  for target in pairs(fds) do top = math.max(top, target + 1) end
  return top
end

-- lift moves a descriptor of the launch's own out of the way of the targets.
function descriptors.lift(fd, fds)
  local top = above(fds)
  if fd >= top then return fd end
  local lifted = stage.must(sys.fcntl(fd, sys.F_DUPFD_CLOEXEC, top))
  sys.close(fd)
  return lifted
end

-- seclude has exec close all descriptors from 3 on, whoever opened them.
local function seclude()
  if sys.close_range(3, nil, sys.CLOSE_RANGE_CLOEXEC) then return end
  for _, name in ipairs(sys.listdir "/proc/self/fd" or {}) do -- before Linux 5.11
    local fd = tonumber(name)
    if fd > 2 then sys.fcntl(fd, sys.F_SETFD, sys.FD_CLOEXEC) end
  end
end

-- input opens what a service reads as its stdin; nil where that is this process's own.
local function input(stdin)
  if stdin == "inherit" then return end
  local path = type(stdin) == "table" and stdin.file or "/dev/null"
  return stage.must(sys.open(path, sys.O_RDONLY + sys.O_NOCTTY))
end

-- install puts the descriptors {[target] = source} in place, whatever overlaps: sources
-- that are themselves targets are moved away first. With inherit those stay that others
-- than this program have opened: its own are closed by exec.
function descriptors.install(fds, stdin, inherit)
  if not inherit then seclude() end
  local sources, top = {}, above(fds)
  for target, source in pairs(fds) do
    local overlaps = fds[source] and source ~= target
    sources[target] = overlaps and stage.must(sys.fcntl(source, sys.F_DUPFD_CLOEXEC, top)) or source
  end
  for target, source in pairs(sources) do
    if source == target then
      stage.must(sys.fcntl(target, sys.F_SETFD, 0))
    else
      stage.must(sys.dup2(source, target))
    end
  end
  if fds[0] then return end
  local fd = input(stdin)
  if fd and fd ~= 0 then
    stage.must(sys.dup2(fd, 0))
    sys.close(fd)
  elseif fd then
    stage.must(sys.fcntl(0, sys.F_SETFD, 0))
  end
end

return descriptors
