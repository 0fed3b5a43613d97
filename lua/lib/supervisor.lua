-- The supervisor: pid 1 and process supervision as a library.
--
--   local S = require "supervisor" { strategy = "one_for_one", grace = "10s" }
--   S:service "db"  { "postgres", "-D", "/data", ready = { fd = 3 } }
--   S:service "web" { "node", "app.js", needs = "db", restart = "on-failure" }
--   S:on("exit", function(e) print(e.name, e.code or e.signal, e.uptime) end)
--   os.exit(S:run())
--
-- All keys and events and their meanings: nslua -m supervisor keys.
-- What S can do: S:service, S:oneshot, S:on, S:run, S:step, S:stats, S:start, S:stop,
-- S:restart, S:reload, S:shutdown, S:log; help(S.on) tells of S:on, and so on.
-- Where no function hears of "fail", it is written to stderr what cannot be started.
local configure = require "supervisor.configure"
local driver = require "supervisor.driver"
local hooks = require "supervisor.hooks"
local near = require "supervisor.near"
local reload = require "supervisor.driver.reload"
local place = require "supervisor.configure.place"

-- supervisor.beginning, where it is set, is called with each supervisor before its first
-- step: by it nslua -m supervisor learns of one that its file runs itself.
local supervisor = {}

local S = {}
S.__index = S

-- new gives a supervisor without services. What is wrong with its settings, or a
-- service, is an error where it is written, and nothing has been started then.
function supervisor.new(settings)
  return setmetatable({ config = configure.settings(settings, place()), hooks = hooks.new() }, S)
end

-- is tells whether a value is a supervisor.
function supervisor.is(value) return getmetatable(value) == S end

-- define is service and oneshot: with a name only it gives a function that takes the
-- table, for S:service "db" {...}.
local function define(self, what, name, definition)
  if not supervisor.is(self) then error(("it is called with a colon, S:%s"):format(what), 3) end
  if type(name) == "string" and definition == nil then
    self.config.begun[name] = { kind = what, name = name, place = place() }
    return function(definition) return define(self, what, name, definition or false) end
  end
  local at = place()
  if self.driver then
    error((at and at .. ": " or "") .. "the supervisor has begun: a service is added by S:reload(other)", 0)
  end
  configure.service(self.config, what, name, definition, at)
end

-- service adds a program that is to run all the time: S:service "db" { "postgres",
-- restart = "always", after = "mig" }. The command stands in the table's list.
function S:service(name, definition) return define(self, "service", name, definition) end

-- oneshot adds a program that is to run once and to end, as a migration does.
function S:oneshot(name, definition) return define(self, "oneshot", name, definition) end

-- on calls fn(event) at each event of that name, in the order of the calls of on, or
-- at all of them with "*". Events are start, ready, exit, restart, stopping, stopped,
-- done, fail, unhealthy, health, giveup, park, signal, reload, shutdown, error and
-- end; and orphan, which "*" does not get: a process that is reaped and no service's
-- main one. nslua -m supervisor keys tells what an event has beside is, its name, and
-- time. An error in fn is written to stderr, and the supervisor goes on.
function S:on(event, fn)
  if type(event) ~= "string" then error("bad argument #1 to 'on' (the name of an event expected)", 2) end
  if type(fn) ~= "function" then error("bad argument #2 to 'on' (a function expected)", 2) end
  local unknown = hooks.unknown(event)
  if unknown then error(unknown, 2) end
  self.hooks:on(event, fn)
end

-- step begins at its first call, then waits for at most so many seconds (nil: for as
-- long as it takes, 0: not at all) until something happens, and sees to it. It gives
-- true while the supervisor runs, and then false and the exit status.
function S:step(seconds)
  if seconds ~= nil and (type(seconds) ~= "number" or seconds ~= seconds) then
    error("bad argument #1 to 'step' (a number of seconds expected)", 2)
  end
  if self.driver and self.driver.guarding then
    error("step: the supervisor is in a step, and this is called by a hook of it", 2)
  end
  if not self.driver then
    if supervisor.beginning then supervisor.beginning(self) end
    configure.complete(self.config)
    local begun = driver.new(self)
    begun:begin()
    self.driver = begun
  end
  return self.driver:step(seconds)
end

-- run supervises until the end, and gives the exit status. The process is then as it
-- was before.
function S:run()
  while true do
    local running, status = self:step()
    if not running then return status end
  end
end

-- command passes one on to what runs.
local function command(self, what, name, needs)
  if not self.driver or self.driver.status then return nil, "the supervisor does not run" end
  if needs and name == nil then return nil, what .. ": of which service?" end
  if name ~= nil and not self.driver.config.services[name] then
    local names = {}
    for _, service in ipairs(self.driver.config.services) do table.insert(names, service.name) end
    return nil, ("there is no service %q%s"):format(tostring(name), near(name, names))
  end
  self.driver:guarded(function() self.driver:feed { is = "command", command = what, name = name } end)
  return true
end

-- start wants a service to run that was stopped or parked, has ended or failed.
-- It gives true, or nil and why not; so do the next four.
function S:start(name) return command(self, "start", name, true) end

-- stop wants a service not to run, and stops those that need it before.
function S:stop(name) return command(self, "stop", name, true) end

-- restart stops a service and starts it again.
function S:restart(name) return command(self, "restart", name, true) end

-- shutdown stops all services in reverse order, and then the supervisor.
function S:shutdown() return command(self, "shutdown") end

-- reload takes the configuration of another supervisor, which has not run, in place of
-- the one that runs: what is new is started, what is gone is stopped, what has
-- changed is restarted. Without one it calls S.source, as SIGHUP does: a function of
-- yours that gives another supervisor. nslua -m supervisor FILE reads FILE again.
function S:reload(other)
  if not other then return command(self, "reload") end
  if not self.driver or self.driver.status then return nil, "the supervisor does not run" end
  local ok, message
  self.driver:guarded(function() ok, message = reload.take(self.driver, other) end)
  return ok, message
end

-- log gives the log of a service, for its lines and those to come; nil if it has none.
function S:log(name)
  local task = self.driver and self.driver.tasks[name]
  return task and task.log
end

-- stats gives what there is to know. Its services are a list and by name too, each
-- with name, kind, state, wanted, ready, healthy, reason, pid, uptime and next (the
-- seconds to its restart), code or signo of its last end, and how often there were
-- launches, refused ones, ends and restarts. There are totals of these, how many are
-- running, the supervisor's pid, and how many children and orphans it has reaped.
function S:stats()
  if not self.driver then error("stats: the supervisor has not begun: step or run it first", 2) end
  return self.driver:stats()
end

-- main is nslua -m supervisor.
function supervisor.main(...)
  return require "supervisor.command" (...)
end

return setmetatable(supervisor, { __call = function(_, settings) return supervisor.new(settings) end })
