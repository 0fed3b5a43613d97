-- The one place in which a supervisor waits: an epoll with all descriptors that
-- somebody watches, and for as long as the caller says. Nothing wakes it by itself.
local sys = require "sys"

local loop = {}
loop.__index = loop

local BATCH = 256 -- descriptors that are told of in one turn

-- new makes a loop that watches nothing; nil, message and errno if there is no descriptor for it.
function loop.new(batch)
  local epoll, message, errno = sys.epoll_create1()
  if not epoll then return nil, message, errno end
  return setmetatable({ epoll = epoll, watchers = {}, added = {}, batch = batch or BATCH }, loop)
end

-- within makes a loop that has its turns inside this one's, with so many descriptors
-- each time: for those that may be ready always, however many, and must not keep the
-- others waiting. The kernel tells of them in turn.
function loop:within(batch)
  local inner, message, errno = loop.new(batch)
  if not inner then return nil, message, errno end
  self:watch(inner.epoll, sys.EPOLLIN, function() inner:turn(0) end)
  inner.outer = self
  return inner
end

-- watch calls ready(events) whenever one of the events holds of a descriptor (or
-- EPOLLERR or EPOLLHUP). A descriptor that is watched already gets these instead.
function loop:watch(fd, events, ready)
  local op = self.watchers[fd] and sys.EPOLL_CTL_MOD or sys.EPOLL_CTL_ADD
  assert(sys.epoll_ctl(self.epoll, op, fd, events))
  if not self.watchers[fd] then self.added[fd] = true end
  self.watchers[fd] = ready
end

-- unwatch must come before the descriptor is closed: a child that has a copy of
-- it would keep it in the epoll.
function loop:unwatch(fd)
  if not self.watchers[fd] then return end
  self.watchers[fd] = nil
  assert(sys.epoll_ctl(self.epoll, sys.EPOLL_CTL_DEL, fd))
end

-- turn waits for at most so many seconds (nil: for ever), once, and calls those
-- whose descriptors are ready.
function loop:turn(seconds)
  local timeout = seconds and math.max(0, math.min(math.ceil(seconds * 1000), 2 ^ 31 - 1)) or -1
  self.added = {}
  for _, event in ipairs(assert(sys.epoll_wait(self.epoll, self.batch, timeout))) do
    -- One before may have unwatched it, and closed it: then the number may already be
    -- another's, of which this event tells nothing.
    local ready = not self.added[event.fd] and self.watchers[event.fd]
    if ready then ready(event.events) end
  end
end

-- close is for the one who made it, when nothing is watched any more.
function loop:close()
  if self.outer then self.outer:unwatch(self.epoll) end
  sys.close(self.epoll)
end

return loop
