-- A service as the driver has it: its process and what that left behind, its log, its
-- descriptor for readiness. What it should be doing is core's business.
local sys = require "sys"
local log = require "supervisor.log"
local readiness = require "supervisor.readiness"
local tree = require "supervisor.tree"

local task = {}
task.__index = task

-- What stops a job of a terminal's. Who sends SIGSTOP means that one process.
local by_terminal = { [sys.SIGTSTP] = true, [sys.SIGTTIN] = true, [sys.SIGTTOU] = true }

-- new is for the service of that name; driver is where its events go.
function task.new(name, driver)
  return setmetatable({ name = name, driver = driver }, task)
end

function task:feed(is, event)
  event = event or {}
  event.is, event.name, event.run = is, self.name, self.run
  self.driver:feed(event)
end

-- outputs gives the descriptors of the service's log, which stays over restarts, or
-- nil, message and errno.
function task:outputs(service)
  if self.log and not (service.log and self.log:serves(service.log)) then self:close() end
  if not service.log then return {} end
  if not self.log then
    local opened, message, errno = log.open(service.log, self.name, self.driver:console())
    if not opened then return nil, message, errno end
    self.log = opened
  end
  return self.log:prepare()
end

-- descriptors gives those of the service to be launched, or nil, message and errno.
function task:descriptors(service)
  local outputs, message, errno = self:outputs(service)
  if not outputs then return nil, message, errno end
  local fds = { [1] = outputs[1], [2] = outputs[2] }
  if service.ready and service.ready.fd then
    local line, message, errno = readiness.open(self.driver.loop, function() self:feed "ready" end)
    if not line then return nil, message, errno end
    self.readiness = line
    fds[service.ready.fd] = line.w
  end
  return fds
end

-- launch starts the service; run is what core numbers its launches with. What keeps it
-- from being started is its failure, and told as that: a lack of descriptors or
-- processes may be over when it is tried again.
function task:launch(service, run)
  self.service, self.run, self.running = service, run, true
  local io = { terminal = service.tty and self.driver:terminal(), session = not service.tty }
  local function refused(code, message, errno)
    if io.terminal then io.terminal:take() end
    if self.readiness then self.readiness:close() end
    self.running = false
    self:feed("refused", { code = code, message = message, errno = errno })
  end
  local fds, message, errno = self:descriptors(service)
  if not fds then return refused(126, message, errno) end
  io.fds = fds
  local process
  process, message, errno = self.driver:launch(service, io, {
    launched = function() self:feed("launched", { pid = self.child.pid }) end,
    refused = refused,
    ended = function(how, code, usage)
      if io.terminal then io.terminal:take() end
      self:ended(how, code, usage)
    end,
    stopped = io.terminal and function(signal)
      if by_terminal[signal] then io.terminal:suspend(self.child.pid) end
    end,
  })
  if self.readiness then self.readiness:launched() end
  if not process then return refused(126, message, errno) end
  self.child, self.alive = process.child, true
end

function task:ended(how, code, usage)
  self.alive = false
  if self.readiness then self.readiness:finish() end
  if self.log then self.log:drain() end
  self:feed("ended", { pid = self.child.pid, how = how, code = code, usage = usage })
end

-- signal sends one to the main process, to its process group, or to the whole tree.
-- Who is gone by then needs none.
function task:signal(signal, to)
  if not self.child then return end
  if to == "tree" then
    tree.signal(self.child, signal, self.driver.children.launched)
  elseif to == "group" then
    sys.kill(-self.child.pid, signal)
  elseif self.alive then
    sys.kill(self.child.pid, signal)
  end
end

-- look tells that the service is gone as soon as nothing is left of its tree.
function task:look()
  self.looking = self.child ~= nil and not tree.empty(self.child, self.driver.children.launched)
  if self.looking then return end
  self.running = false
  self:feed "gone"
  if not self.driver.config.services[self.name] then self.driver:prune() end
end

-- close gives up the log. A process that is still there writes to nobody from now on.
function task:close()
  if self.log then self.log:close() end
  self.log = nil
end

return task
