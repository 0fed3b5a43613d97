-- Readiness as s6 has it: a service writes a line to a descriptor that it was given,
-- when it can be used. What else it writes is of no matter, nor is when it closes it after that.
local sys = require "sys"

local readiness = {}
readiness.__index = readiness

-- open gives a pipe whose write end (the field w) is for the service, and calls
-- ready() once a line has come, or closed() if none can come any more; nil, message and
-- errno if there can be no pipe.
function readiness.open(loop, ready, closed)
  local r, w, errno = sys.pipe2(sys.O_NONBLOCK)
  if not r then return nil, w, errno end
  sys.fcntl(w, sys.F_SETFL, 0) -- the service expects one that blocks
  local line = setmetatable({ loop = loop, r = r, w = w, ready = ready, closed = closed }, readiness)
  loop:watch(r, sys.EPOLLIN, function() line:read() end)
  return line
end

-- launched must be called after the fork: the write end is the service's alone, so
-- that its end shows.
function readiness:launched()
  if self.w then sys.close(self.w) end
  self.w = nil
end

-- read takes what has come, without waiting. A process that writes without end
-- before its first newline costs a turn for each 4096 bytes, and no memory.
function readiness:read()
  local text, _, errno = sys.read(self.r, 4096)
  if not text and errno == sys.EAGAIN then return end
  if not text or text == "" then
    self:close()
    return self.closed()
  end
  if text:find("\n", 1, true) then
    self:close()
    self.ready()
  end
end

-- finish is for when the service has ended: a line that it has written before counts.
function readiness:finish()
  if self.r then self:read() end
  self:close()
end

-- close gives up the wait for a line.
function readiness:close()
  if not self.r then return end
  self.loop:unwatch(self.r)
  sys.close(self.r)
  self.r = nil
end

return readiness
