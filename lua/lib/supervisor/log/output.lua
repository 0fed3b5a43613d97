-- The supervisor's own standard output and error, either of which may be a terminal
-- that somebody has stopped, or a pipe that nobody reads for an hour: writing to
-- them never waits. What cannot be written now is kept, and who wrote it is told
-- when it has gone; until then nobody should write more.
local sys = require "sys"

local output = {}
output.__index = output

-- Bytes of one write: PIPE_BUF, so that what others write to the same pipe does not
-- come between, and more for a file.
local CHUNK, FILE_CHUNK = 4096, 65536

-- How a descriptor is written without waiting. Setting O_NONBLOCK on it would set
-- it for all who have it, the shell that started us among them; a pipe or terminal
-- can be opened once more for ourselves, and a socket has a flag for it. Where it
-- cannot be opened (another user's terminal, no /proc) it is set for just the time
-- of the call.
local function asked(fd)
  return function(text)
    local flags = sys.fcntl(fd, sys.F_GETFL)
    if not flags then return sys.write(fd, text) end
    if not flags:has(sys.O_NONBLOCK) then sys.fcntl(fd, sys.F_SETFL, flags + sys.O_NONBLOCK) end
    local n, message, errno = sys.write(fd, text)
    if not flags:has(sys.O_NONBLOCK) then sys.fcntl(fd, sys.F_SETFL, flags) end
    return n, message, errno
  end
end

local function sent(fd)
  return function(text) return sys.send(fd, text, sys.MSG_DONTWAIT + sys.MSG_NOSIGNAL) end
end

local function written(fd)
  return function(text) return sys.write(fd, text) end
end

-- open gives a descriptor of our own for number (1 or 2), and its way to be written.
local function open(number, is)
  if is.type == "fifo" or is.type == "char" then
    local fd = sys.open("/proc/self/fd/" .. number, sys.O_WRONLY + sys.O_NONBLOCK + sys.O_NOCTTY)
    if fd then return fd, written(fd) end
  end
  local fd, message, errno = sys.dup(number)
  if not fd then return nil, message, errno end
  if is.type == "file" then return fd, written(fd) end
  return fd, is.type == "socket" and sent(fd) or asked(fd)
end

-- new makes the output to a descriptor, 1 or 2. tell is called, once, when nobody
-- can read it any more. It gives nil, message and errno where there is no descriptor left.
function output.new(number, loop, tell)
  local self = setmetatable({ loop = loop, tell = tell, queue = {} }, output)
  local is = sys.fstat(number)
  if is then
    local fd, put, errno = open(number, is)
    if not fd then return nil, put, errno end
    self.fd, self.put = fd, put
  end
  self.dead = not self.fd -- it was closed at the start
  self.terminal = not self.dead and sys.isatty(self.fd)
  self.chunk = is and is.type == "file" and FILE_CHUNK or CHUNK
  return self
end

-- abandon drops what is kept, and all that comes later.
local function abandon(self, message)
  self.dead = true
  self.loop:unwatch(self.fd)
  local queue = self.queue
  self.queue = {}
  for _, entry in ipairs(queue) do
    if entry.gone then entry.gone() end
  end
  self.tell(message)
end

-- piece gives the place up to which a text is written next: whole lines, as many
-- as one call takes, or a part of one that is longer.
local function piece(text, from, chunk)
  local last = from + chunk - 1
  if last >= #text then return #text end
  local cut = text:sub(from, last):match "^.*()\n"
  return cut and from + cut - 1 or last
end

-- advance writes of one entry what can be written now, and tells whether that is all.
local function advance(self, entry)
  local text = entry.text
  while entry.from <= #text do
    local last = piece(text, entry.from, self.chunk)
    local n, message, errno = self.put(text:sub(entry.from, last))
    if n then
      entry.from = entry.from + n
      self.complained = false
    elseif errno == sys.EAGAIN then
      return false
    else
      if errno ~= sys.ENOSPC and errno ~= sys.EDQUOT then
        abandon(self, message)
      elseif not self.complained then
        self.complained = true
        self.tell(message)
      end
      return true
    end
  end
  return true
end

-- proceed writes what is kept, as far as it goes.
local function proceed(self)
  while self.queue[1] and advance(self, self.queue[1]) and not self.dead do
    local entry = table.remove(self.queue, 1)
    if entry.gone then entry.gone() end
  end
  if not self.queue[1] and not self.dead then self.loop:unwatch(self.fd) end
end

-- write writes whole lines. It returns true when they are out of the way, and false
-- when they wait for the reader: then gone is called once they are.
function output:write(text, gone)
  if self.dead then return true end
  local entry = { text = text, from = 1, gone = gone }
  if not self.queue[1] and advance(self, entry) then return true end
  table.insert(self.queue, entry)
  if not self.queue[2] then
    self.loop:watch(self.fd, sys.EPOLLOUT, function() proceed(self) end)
  end
  return false
end

-- flush waits until all is written, or until nothing has moved for so many seconds.
function output:flush(seconds)
  while self.queue[1] and not self.dead do
    local ready = sys.poll({ { fd = self.fd, events = sys.POLLOUT } }, math.ceil(seconds * 1000))
    if ready == 0 then return false end
    proceed(self)
  end
  return true
end

-- waiting tells how many bytes are not written yet.
function output:waiting()
  local bytes = 0
  for _, entry in ipairs(self.queue) do bytes = bytes + #entry.text - entry.from + 1 end
  return bytes
end

-- close drops what is not written.
function output:close()
  if not self.fd then return end
  self.loop:unwatch(self.fd)
  sys.close(self.fd)
  self.dead, self.fd, self.queue = true, nil, {}
end

return output
