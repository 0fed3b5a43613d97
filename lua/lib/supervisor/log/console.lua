-- What the logs of all services share: the supervisor's own standard output and
-- error, and the look of the prefixes.
local sys = require "sys"
local output = require "supervisor.log.output"
local prefix = require "supervisor.log.prefix"

local console = {}
console.__index = console

-- same tells whether standard output and error are one and the same file.
local function same()
  local out, err = sys.fstat(1), sys.fstat(2)
  return out and err and out.dev == err.dev and out.ino == err.ino and out.rdev == err.rdev or false
end

-- new makes it for the services of a configuration; nil, message and errno where there
-- are no descriptors left. pipes is the loop of what services write to: one is read in a
-- turn, so that no flood keeps signals waiting.
function console.new(loop, services)
  local pipes, message, errno = loop:within(1)
  if not pipes then return nil, message, errno end
  local self = setmetatable({ pipes = pipes, same = same(), logs = {}, unsaid = 0 }, console)
  self[2], message, errno = output.new(2, loop, function() end) -- where could its end be told?
  if self[2] then
    self[1] = self[2]
    if not self.same then
      self[1], message, errno = output.new(1, loop, function(text) self:say("standard output: " .. text) end)
    end
  end
  if not self[1] then
    if self[2] then self[2]:close() end
    pipes:close()
    return nil, message, errno
  end
  self:arrange(services or {})
  return self
end

-- label gives what stands in a service's prefix, nil where it has none.
local function label(spec, name)
  local wanted = spec and spec.prefix
  return wanted == true and name or wanted or nil
end

-- arrange takes the services of another configuration: from them come how wide the
-- prefixes are and which colour each has.
function console:arrange(services)
  self.columns, self.places = 0, {}
  for place, service in ipairs(services) do
    local text = label(service.log, service.name)
    if text then self.columns = math.max(self.columns, prefix.width(text)) end
    self.places[service.name] = place
  end
  for log in pairs(self.logs) do log.prefixes = {} end
end

-- prefix gives what a service's lines have before them on standard output (1) or
-- error (2); nil is nothing.
function console:prefix(spec, name, number)
  local text = label(spec, name)
  if not text then return nil end
  local place = prefix.coloured(spec.colour, self[number].fd) and (self.places[name] or 1)
  return prefix.new(text, math.max(self.columns, prefix.width(text)), place, spec.timestamps)
end

local MESSAGES = 1000 -- that wait for a reader

-- say tells something of the supervisor's own on standard error, after what waits
-- to be written there.
function console:say(text)
  local output = self[2]
  if #output.queue >= MESSAGES then
    self.unsaid = self.unsaid + 1
    return
  end
  output:write("nslua: " .. text .. "\n", function()
    local unsaid = self.unsaid
    if unsaid == 0 or #output.queue > MESSAGES / 2 then return end
    self.unsaid = 0
    self:say(unsaid .. " messages were dropped")
  end)
end

-- close closes all logs, and waits until what services have said is written, but
-- for a reader who takes nothing only so many seconds. It tells whether all was
-- written.
function console:close(seconds)
  for log in pairs(self.logs) do log:close() end
  local out = self[1]:flush(seconds)
  if not out and not self.same then
    self:say(("standard output: nobody has read for %g seconds: %d bytes are dropped"):format(seconds, self[1]:waiting()))
  end
  local err = self[2]:flush(out and seconds or 0)
  self[1]:close()
  self[2]:close()
  self.pipes:close()
  return out and err
end

-- leave is for a child that goes on without any of this: it closes its copies of
-- all that is open here, so that nobody else holds a service's pipe, but for the
-- numbers that are keys of keep. The child's copy of the loop must be closed by then.
function console:leave(keep)
  local own = { self.pipes.epoll, self[1].fd, self[2].fd }
  for log in pairs(self.logs) do log:own(own) end
  for _, fd in pairs(own) do
    if not keep[fd] then sys.close(fd) end
  end
end

return console
