-- The driver of a supervisor: it waits in one place for signals, children, timers and
-- descriptors, tells core's machine what has happened, and does what that wants done.
-- Nothing wakes it but these. What few need is required where it is needed: loading
-- the log and the control socket takes an init as long as starting its program.
local sys = require "sys"
local act = require "supervisor.driver.act"
local children = require "supervisor.driver.children"
local collapse = require "supervisor.driver.collapse"
local core = require "supervisor.core"
local loop = require "supervisor.loop"
local process = require "supervisor.driver.process"
local reload = require "supervisor.driver.reload"
local signals = require "supervisor.driver.signals"
local task = require "supervisor.driver.task"
local tell = require "supervisor.driver.tell"
local terminal = require "supervisor.terminal"
local reserve = require "supervisor.tree.reserve"

local driver = {}
driver.__index = driver

local random = math.random

-- A process has one SIGCHLD and one waitpid(-1): one supervisor at a time can have
-- them. A child that was forked meanwhile has none of its own yet.
local running

-- now is the time of a clock that nobody sets.
function driver.now()
  return assert(sys.clock_gettime(sys.CLOCK_MONOTONIC))
end

-- new drives a supervisor: what it has as config, hooks and source.
function driver.new(supervisor)
  return setmetatable({
    supervisor = supervisor, config = supervisor.config,
    tasks = {}, queue = {}, first = 1, last = 0,
    looking = {}, -- the tasks that wait for the end of a tree, a set
  }, driver)
end

-- begin makes this process a supervisor, or raises why it cannot be one.
function driver:begin()
  if running and running.pid == sys.getpid() then
    error("another supervisor runs in this process, and only one can reap its children: end that first", 0)
  end
  local ok, failure = pcall(driver.take, self)
  if not ok then
    self:close()
    error(failure, 0)
  end
end

-- take takes what a supervisor needs for itself; close gives it back.
function driver:take()
  self.pid = sys.getpid()
  running = self
  self.loop = assert(loop.new())
  assert(reserve.hold())
  self.signals = signals.take(self.config.subreaper)
  self.children = children.new(function(...) tell.orphan(self, ...) end)
  self.loop:watch(self.signals.fd, sys.EPOLLIN, function() self:signalled() end)
  self.hint = true -- a child of before may have ended
  self.machine = core.new(self.config, random, sys.signame)
  reload.listen(self, self.config)
end

-- close is the end: the process is as it was before begin.
function driver:close()
  if self.control then self.control:close() end
  for _, task in pairs(self.tasks) do task:close() end
  if self.out then self.out:close(self.config.grace) end
  if self.signals then
    self.loop:unwatch(self.signals.fd)
    self.signals:put_back()
  end
  if self.loop then self:abandon() end
  reserve.release()
  running = nil
end

-- abandon closes the loop, and what is left in it of processes that did not end.
function driver:abandon()
  for fd in pairs(self.loop.watchers) do sys.close(fd) end
  self.loop:close()
end

-- launch starts a program in a child, and calls what process.start says.
function driver:launch(service, io, told)
  io.mask, io.ignored = self.signals.mask, self.signals.ignored
  io.close = function() self:forget(io.fds) end
  local started, message, errno = process.start(self.loop, service, io, told)
  if started then self.children:add(started.child.pid, started) end
  return started, message, errno
end

-- forget is for a child that goes on as Lua: it closes what is the supervisor's, but
-- for the numbers in fds, which are its own by now. It has no supervisor any more.
function driver:forget(fds)
  running, self.guarding, self.status = nil, false, 1
  if self.out then self.out:leave(fds) end
  local own = reserve.disown()
  table.insert(own, self.loop.epoll)
  for fd in pairs(self.loop.watchers) do table.insert(own, fd) end
  for _, fd in ipairs(own) do
    if not fds[fd] then sys.close(fd) end
  end
end

-- checker runs the checks, once there is one.
function driver:checker()
  self.checks = self.checks or require("supervisor.driver.checks").new(self.loop, function(...) return self:launch(...) end,
    function(name, check, ok, why) self:feed { is = "checked", name = name, check = check, ok = ok, why = why } end)
  return self.checks
end

-- task gives what the driver has of a service.
function driver:task(name)
  if not self.tasks[name] then self.tasks[name] = task.new(name, self) end
  return self.tasks[name]
end

-- stats is what core counts, and what only the driver sees.
function driver:stats()
  local stats = self.machine:stats(driver.now())
  stats.pid, stats.orphans, stats.reaped = self.pid, self.children.orphans, self.children.reaped
  return stats
end

-- prune lets go of services that are no part of the configuration any more.
function driver:prune()
  for name, task in pairs(self.tasks) do
    if not self.config.services[name] and not task.running then
      task:close()
      self.tasks[name] = nil
    end
  end
end

-- tty is the terminal that a service may have, false where there is none.
function driver:tty()
  if self.terminal == nil then self.terminal = terminal.open() or false end
  return self.terminal
end

-- feed tells the machine of an event and does what it wants done. What happens during
-- that, in a hook for instance, has its turn afterwards.
function driver:feed(event)
  self.last = self.last + 1
  self.queue[self.last] = event
  if self.feeding then return end
  self.feeding = true
  while self.first <= self.last do
    local event = self.queue[self.first]
    self.queue[self.first] = nil
    self.first = self.first + 1
    for _, action in ipairs(self.machine:step(event, driver.now())) do act[action.does](self, action) end
  end
  self.feeding = false
end

local SIGNALS = 100 -- that are taken in one turn: who sends them without end is not alone

-- What a write of this process raises: it has been told by the write.
local raised = { [sys.SIGPIPE] = true, [sys.SIGXFSZ] = true }

-- signalled takes the signals that have come. SIGCHLD says only that there is
-- something to reap: several of them are one.
function driver:signalled()
  for _ = 1, SIGNALS do
    local info = self.signals:next()
    if not info then return end
    if info.signo == sys.SIGCHLD then
      self.hint = true
    elseif not (raised[info.signo] and info.pid == self.pid) then
      if info.signo == sys.SIGCONT then self:continued() end
      self:feed { is = "signal", signal = info.signo, pid = info.pid }
    end
  end
end

-- continued is for a shell that has fetched us to the foreground: the service that has
-- the terminal goes on with it.
function driver:continued()
  for _, task in pairs(self.tasks) do task:resume() end
end

-- reap takes the children that have ended, and looks who is gone for good with them.
function driver:reap()
  local left = self.children:reap()
  self.hint = left == "more"
  local looking = {} -- who looks may do so again, and others with it
  for task in pairs(self.looking) do table.insert(looking, task) end
  for _, task in ipairs(looking) do
    if self.looking[task] then task:look() end -- it may have been started again meanwhile
  end
  if self.sweeping and self.children:swept(left) then
    self.sweeping = false
    self:feed { is = "swept" }
  end
end

-- turn waits once, for at most so many seconds, and sees to what has happened.
function driver:turn(seconds)
  local deadline = self.machine:deadline()
  if deadline then seconds = math.min(seconds or math.huge, math.max(0, deadline - driver.now())) end
  self.loop:turn(self.hint and 0 or seconds)
  if self.hint then self:reap() end
  deadline = self.machine:deadline()
  if deadline and deadline <= driver.now() then self:feed { is = "time" } end
  if self.control then self.control:look() end
end

-- guarded calls fn, in which there must be no error: it would be the supervisor's own.
function driver:guarded(fn)
  if self.guarding then return fn() end
  self.guarding = true
  local ok, failure = xpcall(fn, debug.traceback)
  self.guarding = false
  if not ok then collapse(self, failure) end
end

-- step is a turn, the first time after the start of the services. It gives true, and
-- at the end false and the exit status.
function driver:step(seconds)
  if self.status then return false, self.status end
  self:guarded(function()
    if not self.started then
      self.started = true
      self:feed { is = "start" }
    end
    if not self.ending then self:turn(seconds) end
  end)
  if not self.ending then return true end
  self.status = self.ending
  self:close()
  return false, self.status
end

return driver
