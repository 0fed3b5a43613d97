-- A service as the driver has it: its process and what that left behind, its log, its
-- descriptor for readiness. What it should be doing is core's business.
local sys = require "sys"
local tell = require "supervisor.driver.tell"
local tree = require "supervisor.tree"

local task = {}
task.__index = task

-- What stops a job of a terminal's. Who sends SIGSTOP means that one process.
local by_terminal = { [sys.SIGTSTP] = true, [sys.SIGTTIN] = true, [sys.SIGTTOU] = true }

-- new is for the service of that name; driver is where its events go.
function task.new(name, driver)
  return setmetatable({ name = name, driver = driver }, task)
end

-- feed tells core's machine of an event about this run of the service.
function task:feed(is, event)
  event = event or {}
  event.is, event.name, event.run = is, self.name, self.run
  self.driver:feed(event)
end

-- outputs gives the descriptors of the service's log, which stays over restarts, or
-- nil, message and errno.
function task:outputs(service)
  if self.log and not (service.log and self.log:serves(service.log)) then
    self.log:close()
    self.log = nil
  end
  if not service.log then return {} end
  if not self.log then
    local console, message, errno = tell.console(self.driver)
    if not console then return nil, message, errno end
    local opened
    opened, message, errno = require("supervisor.log").open(service.log, self.name, console)
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
    local line, message, errno = require("supervisor.driver.readiness").open(self.driver.loop,
      function() self:feed "ready" end, function() self:feed("ready", { closed = true }) end)
    if not line then return nil, message, errno end
    self.readiness = line
    fds[service.ready.fd] = line.w
  end
  return fds
end

-- group gives the service's cgroup, false where it has none, or nil, message and errno.
function task:group(service)
  local base = self.driver.config.cgroup
  local path = service.cgroup or base and base .. "/" .. self.name
  if self.cgroup and self.cgroup.path ~= path then self:leave() end
  if not path or self.cgroup then return self.cgroup or false end
  local opened, message, errno = require("supervisor.cgroup").open(path)
  if not opened then return nil, message, errno end
  self.cgroup = opened
  if opened.events then
    self.driver.loop:watch(opened.events, sys.EPOLLPRI, function()
      if not opened:populated() and self.driver.looking[self] then self:look() end
    end)
  end
  return opened
end

-- leave gives up the cgroup.
function task:leave()
  if self.cgroup.events then self.driver.loop:unwatch(self.cgroup.events) end
  self.cgroup:remove()
  self.cgroup:close() -- also where it is not empty
  self.cgroup = nil
end

-- surroundings gives what launch wants to know of a service, or nil, message and errno.
function task:surroundings(service)
  local fds, group, message, errno
  fds, message, errno = self:descriptors(service)
  if not fds then return nil, message, errno end
  group, message, errno = self:group(service)
  if group == nil then return nil, message, errno end
  self.terminal = service.tty == "foreground" and self.driver:tty() or nil -- launch hands it over
  return {
    fds = fds, cgroup = group or nil,
    session = not service.tty, -- a job also where there is no terminal: SIGTSTP stops it then
    foreground = self.terminal,
  }
end

-- launch starts the service; run is what core numbers its launches with. What keeps it
-- from being started is its failure, and told as that: a lack of descriptors or
-- processes may be over when it is tried again.
function task:launch(service, run)
  self.service, self.run, self.running = service, run, true
  self.child, self.driver.looking[self] = nil, nil -- what they are about is gone
  local io, message, errno = self:surroundings(service)
  local process
  if io then
    process, message, errno = self.driver:launch(service, io, {
      launched = function()
        self.refusal = nil
        self:feed("launched", { pid = self.child.pid })
      end,
      refused = function(...) self:refused(...) end,
      stopped = function(signal) self:stopped(signal) end,
      ended = function(how, code, usage) self:ended(how, code, usage) end,
    })
  end
  if self.readiness then self.readiness:launched() end
  if not process then return self:refused(126, message, errno) end
  self.child, self.alive = process.child, true
end

-- refused: it could not be started. Where no hook hears of that it is written to stderr,
-- once, since there would be no other word of what is wrong.
function task:refused(code, message, errno)
  self.alive, self.running = false, false
  if self.refusal ~= message and not self.driver.supervisor.hooks:hear "fail" then
    tell.say(self.driver, self.name .. ": " .. message)
  end
  self.refusal = message
  if self.readiness then self.readiness:close() end
  if self.terminal then self.terminal:take() end
  self:feed("refused", { code = code, message = message, errno = errno })
  self:forgotten()
end

function task:ended(how, code, usage)
  self.alive = false
  if self.readiness then self.readiness:finish() end
  if self.terminal then self.terminal:take() end
  if self.log then self.log:drain() end
  self:feed("ended", { pid = self.child.pid, how = how, code = code, usage = usage })
end

-- resume gives the service the terminal, if that is ours to give, and lets it go on.
function task:resume()
  if not (self.alive and self.terminal and self.terminal:ours()) then return false end
  self.terminal:give(self.child.pid)
  sys.killpg(self.child.pid, sys.SIGCONT)
  return true
end

-- stopped is for one that a key has stopped, or that has asked for a terminal which it
-- has not got: because the shell has us in the background, or has just fetched us from
-- there without saying so.
function task:stopped(signal)
  if not (self.terminal and by_terminal[signal]) then return end
  local asks = signal == sys.SIGTTIN or signal == sys.SIGTTOU
  if not (asks and self:resume()) then self.terminal:suspend(self.child.pid) end
end

-- signal sends one to the main process, to its process group, or to the whole tree.
-- Who is gone by then needs none.
function task:signal(signal, to)
  if not self.child then return end
  if to == "tree" then
    tree.signal(self.child, signal, self.driver.children.launched)
    if signal == sys.SIGKILL and self.alive then -- also where no process can be seen
      sys.kill(-self.child.pid, signal)
      sys.kill(self.child.pid, signal)
    end
  elseif to == "group" and sys.kill(-self.child.pid, signal) then
    return
  elseif self.alive then -- a child that has only been forked has no group of its own yet
    sys.kill(self.child.pid, signal)
  end
end

-- look tells that the service is gone as soon as nothing is left of its tree.
function task:look()
  local left = self.child ~= nil and not tree.empty(self.child, self.driver.children.launched)
  self.driver.looking[self] = left or nil
  if left then return end
  self.running = false
  self:feed "gone"
  self:forgotten()
end

-- forgotten is for one without a process: it is let go of if it is no part of the
-- configuration any more.
function task:forgotten()
  if not self.driver.config.services[self.name] then self.driver:prune() end
end

-- close gives up the log and the cgroup. A process that is still there writes to nobody
-- from now on.
function task:close()
  if self.log then self.log:close() end
  self.log = nil
  if self.cgroup then self:leave() end
end

return task
