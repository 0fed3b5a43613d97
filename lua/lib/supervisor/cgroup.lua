-- A cgroup for each service: what is started in it stays in it whatever it does with
-- parents, groups and sessions, can be killed at one stroke, and tells when it has
-- become empty.
local sys = require "sys"
local text = require "supervisor.text"

local cgroup = {}
cgroup.__index = cgroup

-- open makes the cgroup of that path, unless it is there, and returns it, or nil,
-- message, errno. It has path, and events, a descriptor to poll for EPOLLPRI, which
-- comes when populated may have changed: nil in a hierarchy of version 1.
function cgroup.open(path)
  local made, message, errno = sys.mkdir(path)
  if not made and errno ~= sys.EEXIST then return nil, message, errno end
  local may
  may, message, errno = sys.access(path .. "/cgroup.procs", sys.W_OK)
  if may then
    local events = sys.open(path .. "/cgroup.events", sys.O_RDONLY)
    return setmetatable({ path = path, events = events, made = made ~= nil }, cgroup)
  end
  if made then sys.rmdir(path) end
  return nil, message, errno
end

-- put writes to one of its files.
local function put(self, name, value)
  local fd, message, errno = sys.open(self.path .. "/" .. name, sys.O_WRONLY)
  if not fd then return nil, message, errno end
  local done
  done, message, errno = sys.write(fd, value)
  sys.close(fd)
  return done, message, errno
end

-- add moves a process into it. CLONE_INTO_CGROUP would start one there, and is not
-- used: in a cgroup that was killed before, such a child is killed at once, since the
-- kernel takes the count of kills from the wrong cgroup (cgroup_css_set_fork, seen in
-- Linux 6.18).
function cgroup:add(pid)
  return put(self, "cgroup.procs", tostring(pid))
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
    for pid in (text(path .. "/cgroup.procs") or ""):gmatch "%d+" do
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
  return put(self, "cgroup.kill", "1")
end

-- remove takes it away, with those below it, unless it was there before it was opened,
-- and closes it. It is refused (EBUSY) while a process is left.
function cgroup:remove()
  local done, message, errno = 0
  if self.made then
    below(self.path, function(path) done, message, errno = sys.rmdir(path) end)
  end
  if done or errno == sys.ENOENT then self:close() end
  return done, message, errno
end

-- close lets go of its descriptor.
function cgroup:close()
  if self.events then sys.close(self.events) end
  self.events = nil
end

return cgroup
