-- A cgroup for each service: what is started in it stays in it whatever it does with parents,
-- groups and sessions, can be killed at one stroke, and tells when it has become empty.
local sys = require "sys"

local cgroup = {}
cgroup.__index = cgroup

-- enter opens the directory and its events.
local function enter(path)
  local fd, message, errno = sys.open(path, sys.O_PATH + sys.O_DIRECTORY)
  if not fd then return nil, message, errno end
  local may
  may, message, errno = sys.faccessat(fd, "cgroup.procs", sys.W_OK)
  if may then return fd, sys.openat(fd, "cgroup.events", sys.O_RDONLY) end
  sys.close(fd)
  return nil, message, errno
end

-- open makes the cgroup of that path, unless it is there, and returns it, or nil, message, errno.
-- It has path; fd, with which launch starts a child in it; and events, a descriptor
-- to poll for EPOLLPRI, which comes when populated may have changed: nil in a
-- hierarchy of version 1.
function cgroup.open(path)
  local made, message, errno = sys.mkdir(path)
  if not made and errno ~= sys.EEXIST then return nil, message, errno end
  local fd, events
  fd, events, errno = enter(path)
  if fd then return setmetatable({ path = path, fd = fd, events = events, made = made ~= nil }, cgroup) end
  if made then sys.rmdir(path) end
  return nil, events, errno
end

-- text is what a file of a cgroup's directory holds, nil where it cannot be read.
local function text(directory, name)
  local fd = sys.open(directory .. "/" .. name, sys.O_RDONLY)
  if not fd then return end
  local all = sys.read_all(fd)
  sys.close(fd)
  return all
end

-- below calls visit(path) for a cgroup and those in it, the innermost first.
local function below(path, visit)
  for _, entry in ipairs(sys.getdents(path) or {}) do
    if entry.type == "directory" then below(path .. "/" .. entry.name, visit) end
  end
  visit(path)
end

-- members lists the processes in it and in cgroups that were made below it. Those of a pid
-- namespace that is not within this process's have no number here and are left out.
function cgroup:members()
  local pids = {}
  below(self.path, function(path)
    for pid in (text(path, "cgroup.procs") or ""):gmatch "%d+" do
      if pid ~= "0" then pids[#pids + 1] = tonumber(pid) end
    end
  end)
  return pids
end

-- populated tells whether a process is left in it. Zombies do not count.
function cgroup:populated()
  local events = self.events and sys.pread(self.events, 1024, 0)
  if not events then return #self:members() > 0 end
  return events:find "populated 1" ~= nil
end

-- kill kills all in it at once, and returns nil, message, errno where the kernel cannot:
-- before Linux 5.14, and in a hierarchy of version 1.
function cgroup:kill()
  local fd, message, errno = sys.openat(self.fd, "cgroup.kill", sys.O_WRONLY)
  if not fd then return nil, message, errno end
  local done
  done, message, errno = sys.write(fd, "1")
  sys.close(fd)
  return done, message, errno
end

-- remove takes it away with those below it, and is refused (EBUSY) while a process is left. One
-- that was there before stays.
function cgroup:remove()
  self:close()
  if not self.made then return 0 end
  local done, message, errno
  below(self.path, function(path) done, message, errno = sys.rmdir(path) end)
  return done, message, errno
end

-- close lets go of its descriptors.
function cgroup:close()
  if self.events then sys.close(self.events) end
  if self.fd then sys.close(self.fd) end
  self.events, self.fd = nil, nil
end

return cgroup
