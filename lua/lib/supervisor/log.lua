-- The output of services: through pipes to the supervisor's own output, line by
-- line and each with its prefix, and to files. A service whose output cannot go on
-- waits, as it would on any pipe; the supervisor does not.
--
-- The supervisor keeps both ends of a service's pipe for as long as it has the
-- service: nothing is lost that is written between two runs, or by a child that
-- was left behind.
local sys = require "sys"
local console = require "supervisor.log.console"
local file = require "supervisor.log.file"
local ring = require "supervisor.log.ring"

local log = {}
log.__index = log

local READ = 16 * 1024 -- of one pipe in a turn of the loop: others are there too
local PIECES = 5 -- so long that may wait when a service ends: what a full pipe has, and one
local LONGEST = 8 * 1024 -- a line that is longer goes on as another

-- console makes what the logs of one supervisor share: its standard output and
-- error. services is the list of a configuration, of which the prefixes are made.
log.console = console.new

-- stream makes one pipe, whose read end is watched. number is that of the
-- supervisor's descriptor to which its lines go, 1 or 2.
local function stream(self, number)
  local r, w, errno = sys.pipe()
  if not r then return nil, w, errno end
  sys.fcntl(r, sys.F_SETFL, sys.O_NONBLOCK)
  local one = { number = number, r = r, w = w, held = "", waiting = 0 }
  self.streams[#self.streams + 1] = one
  return one
end

-- open opens the output of a service that is called name. spec is its log of the
-- configuration; without one the service inherits the supervisor's output, and
-- there is nothing to keep. out is what log.console has made. What the result has
-- as fds goes to launch: {[1] = w, [2] = w}. One pipe takes both where both end in
-- the same file: so the order is kept in which they were written. It returns nil,
-- message, errno where there are no descriptors left.
function log.open(spec, name, out)
  local self = setmetatable({
    spec = spec, name = name, out = out,
    fds = {}, streams = {}, followers = {}, prefixes = {}, ring = ring.new(),
  }, log)
  if not spec then return self end
  self.shown = spec.prefix or not spec.file
  for number = 1, (spec.file or out.same) and 1 or 2 do
    local one, message, errno = stream(self, number)
    if not one then
      self:close()
      return nil, message, errno
    end
    self:watch(one)
    self.fds[number] = one.w
  end
  self.fds[2] = self.fds[2] or self.fds[1]
  if spec.file then
    self.file = file.open(spec, function(message) out:say(name .. ": " .. message) end)
  end
  out.logs[self] = true
  return self
end

-- serves tells whether a log as another configuration has it is this one.
function log:serves(spec)
  for key, value in pairs(self.spec) do
    if spec[key] ~= value then return false end
  end
  for key, value in pairs(spec) do
    if self.spec[key] ~= value then return false end
  end
  return true
end

-- display writes whole lines to the supervisor's output. Where they cannot be
-- written now the pipe is left alone until they are.
local function display(self, one, lines, time)
  local number = one.number
  local prefix = self.prefixes[number]
  if prefix == nil then
    prefix = self.out:prefix(self.spec, self.name, number) or false
    self.prefixes[number] = prefix
  end
  local output = self.out[number]
  if prefix then lines = prefix:put(lines, time, output.terminal) end
  local done = output:write(lines, function()
    one.waiting = one.waiting - 1
    if one.waiting == 0 and not self.closed then self:watch(one) end
  end)
  if done then return end
  one.waiting = one.waiting + 1
  self.out.pipes:unwatch(one.r)
end

-- tell passes whole lines on to all who get lines.
local function tell(self, one, lines)
  local time = sys.clock_gettime(sys.CLOCK_REALTIME)
  self.ring:add(time, one.number, lines)
  if self.spec.timestamps and self.file then self.file:write(file.stamp(lines, time)) end
  for _, fn in ipairs(self.followers) do
    for _, line in ipairs(ring.split(time, one.number, lines)) do fn(line) end
  end
  if self.shown then display(self, one, lines, time) end
end

-- receive takes what was read. The file gets it as it is; all others get lines.
local function receive(self, one, text)
  if self.file and not self.spec.timestamps then self.file:write(text) end
  local held = one.held .. text
  local last = held:find("\n", 1, true) and held:match "^.*()\n" or 0
  while #held - last > LONGEST do
    held = held:sub(1, last + LONGEST) .. "\n" .. held:sub(last + LONGEST + 1)
    last = last + LONGEST + 1
  end
  one.held = held:sub(last + 1)
  if last > 0 then tell(self, one, held:sub(1, last)) end
end

-- finish shows a line that has no end, and gets none any more.
local function finish(self, one)
  local held = one.held
  one.held = ""
  if held ~= "" then tell(self, one, held .. "\n") end
end

-- watch has what comes through a pipe read, some of it in each turn of the loop.
function log:watch(one)
  self.out.pipes:watch(one.r, sys.EPOLLIN, function()
    local text = sys.read(one.r, READ)
    if text and text ~= "" then receive(self, one, text) end
  end)
end

-- prepare gives what a new run of the service gets as its descriptors 1 and 2. The
-- last run may have left them O_NONBLOCK, as node does, which most programs cannot
-- deal with.
function log:prepare()
  for _, one in ipairs(self.streams) do sys.fcntl(one.w, sys.F_SETFL, 0) end
  return self.fds
end

-- read reads what is in a pipe now, and ends an unfinished line there; more that
-- comes meanwhile may wait. most is how many pieces may wait for a slow reader.
local function read(self, one, most)
  local there = sys.ioctl(one.r, sys.FIONREAD) or 0
  while there > 0 and one.waiting < most do
    local text = sys.read(one.r, math.min(there, READ))
    if not text or text == "" then break end
    there = there - #text
    receive(self, one, text)
  end
  if there <= 0 then finish(self, one) end
end

-- drain reads what the service has written so far, without waiting, and ends its
-- unfinished line: to be called when the service has ended, before that is told. A
-- reader who is behind gets it when he goes on. What is left in the pipe when much of
-- earlier runs waits for him already comes then too.
function log:drain()
  for _, one in ipairs(self.streams) do read(self, one, PIECES) end
end

-- lines gives the last n lines (nil: all that are kept, some 64 KiB), each a table
-- of time (seconds since 1970), stream (2: of standard error, where that is told
-- apart) and text.
function log:lines(n)
  return self.ring:lines(n)
end

-- follow calls fn with each line that comes, a table as lines gives them. It
-- returns a function that ends this.
function log:follow(fn)
  local followers = { unpack(self.followers) }
  followers[#followers + 1] = fn
  self.followers = followers
  return function()
    local others = {}
    for _, other in ipairs(self.followers) do
      if other ~= fn then others[#others + 1] = other end
    end
    self.followers = others
  end
end

-- close reads what is left and closes all. What is to be seen of it may wait in
-- the supervisor's output still.
function log:close()
  if self.closed then return end
  for _, one in ipairs(self.streams) do
    read(self, one, math.huge)
    self.out.pipes:unwatch(one.r)
  end
  for _, fd in ipairs(self:own {}) do sys.close(fd) end
  self.closed = true
  self.out.logs[self] = nil
end

-- own adds to a list all descriptors that are open.
function log:own(list)
  if self.file then list[#list + 1] = self.file.fd end
  for _, one in ipairs(self.streams) do
    list[#list + 1] = one.r
    list[#list + 1] = one.w
  end
  return list
end

return log
