-- A file that a service's output is appended to. When it has its size, the file is
-- renamed to PATH.1, the one that was that to PATH.2, and so on, between two lines.
-- Whatever goes wrong with it is told once; the service goes on, the lines are
-- counted as lost, and each piece of output tries again.
local sys = require "sys"

local file = {}
file.__index = file

local MODE = "0640" -- logs tell more than their readers may know; the umask applies

-- open opens the file at once, so that what is wrong is known at the start. tell
-- is called with what there is to say about it. spec has path as file, and size
-- (bytes; nil: it grows), keep (how many old ones).
function file.open(spec, tell)
  local self = setmetatable({
    path = spec.file, limit = spec.size, keep = spec.keep or 5,
    tell = tell, told = {}, complete = true,
  }, file)
  self:reopen()
  return self
end

-- complain tells that something cannot be done, once until it can again.
local function complain(self, act, errno)
  if errno and errno ~= self.told[act] then
    self.tell(("cannot %s %s: %s"):format(act, self.path, sys.strerror(errno)))
  end
  self.told[act] = errno
end

-- reopen opens the file anew. O_NONBLOCK is for what is no regular file: a fifo that
-- nobody reads must not stop the supervisor.
function file:reopen()
  self:close()
  local flags = sys.O_WRONLY + sys.O_APPEND + sys.O_CREAT + sys.O_NOCTTY + sys.O_NONBLOCK
  local fd, _, errno = sys.open(self.path, flags, MODE)
  complain(self, "open", errno)
  if not fd then return end
  local is = sys.fstat(fd)
  self.fd, self.size, self.regular = fd, is.size, is.type == "file"
  self.ino, self.dev = is.ino, is.dev
end

-- shift renames the old files, the last first, and then the one that is full.
-- It gives an errno where that is refused.
local function shift(self)
  if self.keep == 0 then return select(3, sys.unlink(self.path)) end
  for i = self.keep - 1, 0, -1 do
    local from = i == 0 and self.path or self.path .. "." .. i
    local _, _, errno = sys.rename(from, self.path .. "." .. i + 1)
    if errno and errno ~= sys.ENOENT then return errno end
  end
end

-- rotate starts a new file. Where it cannot the old one grows by its size once
-- more before the next attempt.
local function rotate(self)
  local errno = shift(self)
  complain(self, "rename", errno)
  if errno then self.size = 0 else self:reopen() end
end

-- current tells whether what is open is the file of that name. It is not when
-- logrotate has moved it away or somebody has removed it.
local function current(self)
  if not self.fd then return false end
  if not self.regular then return true end
  local is = sys.stat(self.path)
  return is and is.ino == self.ino and is.dev == self.dev
end

-- lose counts what could not be written: the ends of lines.
local function lose(self, text)
  local _, ends = text:gsub("\n", "\n")
  self.lost = (self.lost or 0) + ends
  self.torn = text:byte(-1) ~= 10
end

-- whole takes from a text after a loss the rest of a line that was lost in part.
local function whole(self, text)
  if not self.torn then return text end
  local rest = text:find("\n", 1, true)
  lose(self, text:sub(1, rest or -1))
  return rest and text:sub(rest + 1) or ""
end

-- append writes to the file that is open, and tells when it works again. What is
-- left there of a line is ended first.
local function append(self, text)
  if self.lost then text = whole(self, text) end
  if text == "" then return end
  local ended = self.lost and not self.complete and "\n" or ""
  local done, _, errno, part = sys.write_all(self.fd, ended .. text)
  complain(self, "write", errno)
  local written = done or part
  self.size = self.size + written
  if written > 0 then self.complete = (ended .. text):byte(written) == 10 end
  if not done then return lose(self, text:sub(math.max(written - #ended, 0) + 1)) end
  if self.lost then
    self.tell(("%s is written again; %d lines were lost"):format(self.path, self.lost))
    self.lost = nil
  end
end

-- fits gives how many bytes of a text go into this file: up to the last end of a
-- line for which there is room. None, when the file is to be rotated first.
local function fits(self, text)
  local room = self.limit - self.size
  if #text <= room then return #text end
  local cut = room > 0 and text:sub(1, room):match "^.*()\n"
  if cut then return cut end
  if self.complete and self.size > 0 then return 0 end
  return text:find("\n", 1, true) or #text -- one line, longer than the file may be
end

-- stamp puts the time before each of some lines: UTC, as all machines' logs can be
-- compared in.
function file.stamp(lines, time)
  local stamp = os.date("!%Y-%m-%dT%H:%M:%S", time) .. (".%03dZ "):format(time % 1 * 1000)
  return stamp .. lines:sub(1, -2):gsub("\n", "\n" .. stamp) .. "\n"
end

-- write appends a text. It never raises, never waits but for the disk.
function file:write(text)
  if not current(self) then self:reopen() end
  while self.fd and self.limit and self.regular and text ~= "" do
    local n = fits(self, text)
    if n == #text then break end
    if n > 0 then append(self, text:sub(1, n)) end
    text = text:sub(n + 1)
    rotate(self)
  end
  if text == "" then return end
  if self.fd then append(self, text) else lose(self, text) end
end

-- close closes the file that is open, if one is.
function file:close()
  if self.fd then sys.close(self.fd) end
  self.fd = nil
end

return file
