-- Where a supervisor is spoken to: a stream socket in the file system that only its
-- owner may connect to, and that stands for one living process.
local sys = require "sys"

local socket = { VERSION = 1 } -- of the protocol that is spoken there; control.lua has it

local BACKLOG = 128
local ATTEMPTS, PAUSE = 50, 0.02 -- to lock a folder that another supervisor is busy in

-- folder_of is the directory that a path's last name is in.
local function folder_of(path) return path:match "^(.*/)[^/]*$" or "." end

-- absolute is a path that stays right when this process changes its directory.
function socket.absolute(path)
  return path:sub(1, 1) == "/" and path or sys.getcwd() .. "/" .. path
end

-- peer is who has the other end of a connection, as far as it can be told: a table
-- of pid, uid and gid.
function socket.peer(fd) return sys.getsockopt(fd, sys.SOL_SOCKET, sys.SO_PEERCRED) or {} end

-- connect gives a connection with the socket at a path, or nil, message, errno.
function socket.connect(path, flags)
  local fd, message, errno = sys.socket(sys.AF_UNIX, sys.SOCK_STREAM + (flags or 0))
  if not fd then return nil, message, errno end
  local ok, message, errno = sys.connect(fd, path)
  if ok then return fd end
  sys.close(fd)
  return nil, message, errno
end

-- locked calls fn while no other supervisor makes or replaces a socket in the same
-- folder: two of them that found the same stale one would remove each other's.
local function locked(path, fn)
  local folder, message, errno = sys.open(folder_of(path), sys.O_RDONLY + sys.O_DIRECTORY)
  if not folder then return nil, message, errno end
  local ok
  for _ = 1, ATTEMPTS do
    ok, message, errno = sys.flock(folder, sys.LOCK_EX + sys.LOCK_NB)
    if ok or errno ~= sys.EAGAIN then break end
    sys.sleep(PAUSE)
  end
  local result
  if ok then result, message, errno = fn() end
  sys.close(folder)
  return result, message, errno
end

-- vacate removes a socket that nobody listens at; nil and a message where the path
-- is somebody's.
local function vacate(path)
  local there = sys.lstat(path)
  if not there then return true end -- what else is wrong, bind will say
  if there.type ~= "socket" then return nil, ("%s is a %s, and no socket"):format(path, there.type) end
  local fd, message, errno = socket.connect(path, sys.SOCK_NONBLOCK)
  if fd or errno == sys.EAGAIN then
    local pid = fd and socket.peer(fd).pid or 0
    if fd then sys.close(fd) end
    return nil, ("another supervisor%s answers at %s"):format(pid > 0 and ", pid " .. pid .. "," or "", path)
  elseif errno ~= sys.ECONNREFUSED then
    return nil, message, errno
  end
  return sys.unlink(path)
end

-- private makes a file with nobody's permissions but the owner's: from the start,
-- since whoever connects before a chmod stays connected.
local function private(fn)
  local mask = sys.umask "0177"
  local ok, message, errno = fn()
  sys.umask(mask)
  return ok, message, errno
end

-- listen makes the socket and listens at it. It gives the socket, a table of fd and
-- path, or nil and a message. A socket whose supervisor is gone is replaced.
function socket.listen(path)
  path = socket.absolute(path)
  local fd, message, errno = sys.socket(sys.AF_UNIX, sys.SOCK_STREAM + sys.SOCK_NONBLOCK)
  if not fd then return nil, message, errno end
  local made
  made, message, errno = locked(path, function()
    local ok, message, errno = vacate(path)
    if ok then ok, message, errno = private(function() return sys.bind(fd, path) end) end
    if ok then ok, message, errno = sys.listen(fd, BACKLOG) end
    if not ok then return nil, message, errno end
    return sys.lstat(path)
  end)
  if made then return { fd = fd, path = path, made = made } end
  sys.close(fd)
  return nil, message, errno
end

-- release removes the file, if it is still the same, and then stops listening: as
-- long as there is somebody who listens, no other supervisor takes the path.
function socket.release(self)
  local there = sys.lstat(self.path)
  if there and there.dev == self.made.dev and there.ino == self.made.ino and there.mtime == self.made.mtime then
    sys.unlink(self.path)
  end
  sys.close(self.fd)
end

return socket
