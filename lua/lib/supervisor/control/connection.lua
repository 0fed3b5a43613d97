-- One side of a connection that speaks in lines and never waits: what comes is
-- handed on a line at a time, what cannot be sent at once is kept, and neither
-- grows beyond a bound.
local sys = require "sys"

local connection = {}
connection.__index = connection

local LONGEST = 65536   -- bytes of a line that is taken
local QUEUE = 256 * 1024 -- bytes that wait to be sent, beyond which lines are dropped
local PIECE = 4096      -- bytes that are sent or taken at a time

-- new speaks on a descriptor that is watched by a loop from now on. on.line(self,
-- text) is called for each line, and only while the connection is not busy;
-- on.closed(self) when it is over, and the descriptor closed.
function connection.new(fd, loop, on)
  local self = setmetatable({
    fd = fd, loop = loop, on = on, received = "", queue = {}, queued = 0, dropped = 0,
  }, connection)
  self:watch()
  return self
end

-- watch asks for what there is to do: nothing is read while a request is answered,
-- so that who asks and does not listen fills no memory. That the other side has
-- gone is told in any case.
function connection:watch()
  local events = 0
  if self.queued > 0 then
    events = sys.EPOLLOUT
  elseif not self.busy and not self.ended then
    events = sys.EPOLLIN
  end
  if events == self.events then return end
  self.events = events
  self.loop:watch(self.fd, events, function(happened) self:ready(happened) end)
end

function connection:ready(happened)
  if happened:has(sys.EPOLLHUP) or happened:has(sys.EPOLLERR) then return self:close() end
  if happened:has(sys.EPOLLOUT) then self:flush() end
  if happened:has(sys.EPOLLIN) then self:receive() end
  self:proceed()
end

function connection:receive()
  local bytes, _, errno = sys.recv(self.fd, PIECE, sys.MSG_DONTWAIT)
  if bytes == "" then
    self.ended = true
  elseif bytes then
    self.received = self.received .. bytes
  elseif errno ~= sys.EAGAIN then
    self:close()
  end
end

-- proceed hands on the lines that have come, each when the one before is answered.
function connection:proceed()
  if self.proceeding then return end
  self.proceeding = true
  while self.fd and not self.busy and self.queued == 0 do
    local line, rest = self.received:match "^([^\n]*)\n(.*)$"
    if not line then break end
    self.received = rest
    self.on.line(self, line)
  end
  self.proceeding = false
  if not self.fd then return end
  if #self.received > LONGEST then
    self.received = ""
    self.on.overlong(self)
  end
  if self.ended and not self.busy and self.queued == 0 then return self:close() end
  self:watch()
end

-- hold keeps further lines back, until this one is answered.
function connection:hold() self.busy = true end

-- resume hands on the lines that were held back.
function connection:resume()
  self.busy = false
  self:proceed()
end

-- say sends a line, now or when there is room.
function connection:say(line)
  if not self.fd then return end
  self.queue[#self.queue + 1] = line .. "\n"
  self.queued = self.queued + #line + 1
  if #self.queue == 1 then
    self:flush()
    self:proceed()
  end
end

-- offer is say for a line that may be lost: it is where the other side does not
-- read, and is told how many were, once it does.
function connection:offer(line)
  if self.queued >= QUEUE then
    self.dropped = self.dropped + 1
  else
    self:say(line)
  end
end

-- flush sends what the other side has room for.
function connection:flush()
  local text, from = table.concat(self.queue), 1
  while from <= #text do
    local sent, _, errno = sys.send(self.fd, text:sub(from, from + PIECE - 1), sys.MSG_DONTWAIT + sys.MSG_NOSIGNAL)
    if not sent and errno ~= sys.EAGAIN then return self:close() end
    if not sent then
      self.queue, self.queued = { text:sub(from) }, #text - from + 1
      return
    end
    from = from + sent
  end
  self.queued = 0
  self.queue = {}
  if self.dropped > 0 then
    local dropped = self.dropped
    self.dropped = 0
    self.on.dropped(self, dropped)
  end
end

-- close ends it, whatever is still to be sent.
function connection:close()
  if not self.fd then return end
  self.loop:unwatch(self.fd)
  sys.close(self.fd)
  self.fd = nil
  self.on.closed(self)
end

return connection
