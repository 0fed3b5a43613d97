-- Where the control sockets are of supervisors that nobody has given one: in
-- a folder of the user's own, under names from which a client finds the supervisors
-- of the folder that it is called in.
local sys = require "sys"
local socket = require "supervisor.control.socket"

local rundir = {}

-- bases are the folders in which the user's own may be made, the best first.
local function bases(uid)
  local found = {}
  for _, base in ipairs { sys.getenv "XDG_RUNTIME_DIR" or "", "/run/user/" .. uid } do
    local is = base:sub(1, 1) == "/" and sys.stat(base)
    if is and is.type == "directory" and is.uid == uid then found[#found + 1] = base .. "/nslua" end
  end
  if uid == 0 then found[#found + 1] = "/run/nslua" end
  found[#found + 1] = "/tmp/nslua-" .. uid
  return found
end

-- wrong says why a folder cannot be trusted with a socket, nil if it can: in another
-- user's one he could put himself in the supervisor's place.
local function wrong(folder, uid)
  local is = sys.lstat(folder)
  if not is then return "it is not there" end
  if is.type ~= "directory" then return "it is a " .. is.type end
  if is.uid ~= uid then return "it belongs to uid " .. is.uid end
  if is.perm ~= "0700" then return "its mode is " .. is.perm end
end

-- digest is a number that texts hardly ever share, in 12 digits of hexadecimal.
local function digest(text)
  local high, low = 0, 0
  for i = 1, #text do
    high = (high * 257 + text:byte(i) + 1) % 16777213
    low = (low * 263 + text:byte(i) + 1) % 16777199
  end
  return ("%06x%06x"):format(high, low)
end

local LONGEST = 40 -- bytes of a name, since those of a socket's path are 107

-- path gives the socket's for a file that configures a supervisor, in a folder that is
-- made where it is not there; nil and a message if there is none to be trusted.
function rundir.path(file)
  local real, message = sys.realpath(file)
  if not real then return nil, message end
  local folder, name = real:match "^(.*)/([^/]*)$"
  if #name > LONGEST then name = digest(name) end
  local uid, refusal = sys.geteuid(), nil
  for _, base in ipairs(bases(uid)) do
    local made, message, errno = sys.mkdir(base, "0700")
    if made or errno == sys.EEXIST then
      local fault = wrong(base, uid)
      if not fault then return ("%s/%s-%s"):format(base, digest(folder), name) end
      message = ("%s is not a folder of mode 0700 of uid %d: %s"):format(base, uid, fault)
    end
    refusal = message
  end
  return nil, refusal
end

-- link makes a socket elsewhere, at target, known as that of a file, and gives a
-- function that ends this. It is a convenience: where it cannot be, --control is needed.
function rundir.link(file, target)
  local path = rundir.path(file)
  target = socket.absolute(target)
  local function unlink()
    if path and sys.readlink(path) then sys.unlink(path) end
  end
  unlink()
  if path then sys.symlink(target, path) end
  return function()
    if path and sys.readlink(path) == target then unlink() end
  end
end

-- find gives the sockets of the supervisors that live and whose file is in a folder.
function rundir.find(folder)
  local uid, found = sys.geteuid(), {}
  local beginning = digest(sys.realpath(folder) or folder) .. "-"
  for _, base in ipairs(bases(uid)) do
    for _, name in ipairs(not wrong(base, uid) and sys.listdir(base) or {}) do
      local path = base .. "/" .. name
      if name:sub(1, #beginning) == beginning then
        local fd = socket.connect(path, sys.SOCK_NONBLOCK)
        if fd then
          sys.close(fd)
          found[#found + 1] = path
        end
      end
    end
  end
  return found
end

return rundir
