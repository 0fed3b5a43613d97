-- What a supervisor decides: a pure state machine, (event, now) to actions. It has
-- no system calls, no clock, no files and no randomness of its own, so that it can
-- be tested under a fake clock, and runs in any Lua 5.1.
--
-- The driver does the actions in their order and feeds the events. Time stands
-- still within a step. Timers are looked at in {is="time"} only: after a long stop of
-- the supervisor the answers that have come meanwhile count before the deadlines
-- that have passed, if the driver feeds them first.
--
-- Each service has two halves: what is meant (`wanted`, `recycle`) and what is
-- (`state`, `process`). Events change the halves, and at the end of every step
-- `settle` brings them together for all services at once: it launches what is meant
-- to run and has all that it waits for, and stops what is not meant to run once
-- all that depend on it are gone. So no order of events can leave a service behind.
--
-- What the driver feeds (run is the number that the launch had; it may be left out):
--
--   start                            once, at first
--   time                             when deadline() has come, after all else that is known
--   launched name run pid            its program runs
--   refused  name run code message   it does not, and there is no process
--   ready    name run closed         it has said that it is ready; closed: it never will
--   checked  name run check ok why   a check has ended; not after an uncheck
--   ended    name run pid how code   its main process has been reaped; "exited" or "killed"
--   gone     name run                after a look: nothing is left of its tree
--   signal   signal pid              the supervisor got one
--   command  command name            start, stop, restart; reload, shutdown
--   configured config, misconfigured message     after a reload
--   swept                            after a sweep: nothing is left below the supervisor
--
-- What it is asked to do:
--
--   launch  name run service         start what service says
--   signal  name signal to           to "main", "group", or "tree": all of it
--   look    name                     say gone, at once or when it is
--   check   name run check service   run the check "ready" or "health" of service
--   uncheck name run check           end it, without an answer
--   forward name signal to           as signal
--   call    fn signal pid            the function that a signal is configured to call
--   sweep   signal                   signal all that is left; say swept, at once or when it is
--   reload                           say configured or misconfigured
--   tell    event                    to hooks, logs and the control socket
--   finish  status                   it is over
local check = require "supervisor.core.check"
local command = require "supervisor.core.command"
local ending = require "supervisor.core.ending"
local order = require "supervisor.core.order"
local process = require "supervisor.core.process"
local reload = require "supervisor.core.reload"
local restart = require "supervisor.core.restart"
local service = require "supervisor.core.service"
local signal = require "supervisor.core.signal"
local stats = require "supervisor.core.stats"
local stop = require "supervisor.core.stop"

local core = {}
core.__index = core

-- new makes a machine for a configuration that has been checked. random() gives
-- numbers in [0, 1); signame(number) a signal's name, for reasons that people read.
function core.new(config, random, signame)
  local m = setmetatable({
    config = config,
    random = random,
    signame = signame or function() end,
    services = {}, -- all, sorted so that each comes after what it waits for; and by name
    dropped = { launches = 0, ends = 0, refused = 0, restarts = 0 }, -- of services that are no more
    timed = {}, -- the services that may have timers
    restarts = {}, -- {at, service}: what the shared intensity counts
    actions = {},
    now = 0,
  }, core)
  for _, settings in ipairs(config.services) do
    service.add(m, settings)
  end
  order.arrange(m)
  return m
end

-- name gives a signal's name.
function core:name(signal)
  return self.signame(signal) or "signal " .. signal
end

-- act adds an action to what the step gives.
function core:act(action)
  self.actions[#self.actions + 1] = action
end

-- tell adds an event for hooks, logs and the control socket; s is the service that
-- it is about, or nil.
function core:tell(is, s, fields)
  local event = fields or {}
  event.is = is
  if s then
    event.name = s.name
    event.pid = s.process and s.process.pid
  end
  self:act { does = "tell", event = event }
end

local on = { signal = signal.received, command = command.given, swept = ending.swept,
  configured = reload.configured, misconfigured = reload.misconfigured }

function on.start(m)
  m.started = true
  for _, s in ipairs(m.services) do
    service.want(m, s)
  end
end

-- Events about one service.
local about = { launched = process.launched, refused = process.refused, ended = process.ended,
  gone = process.gone, ready = check.ready, checked = check.checked }

-- What is done when a timer of a service is due, in this order.
local due = {
  { "backoff", restart.now },
  { "ready", check.late },
  { "answer", check.unanswered },
  { "check", check.ask },
  { "grace", stop.insist },
}

function on.time(m)
  for _, s in ipairs(m.services) do
    for _, timer in ipairs(m.timed[s] and due or {}) do
      local kind, fire = timer[1], timer[2]
      local at = s.timers[kind]
      if at and at <= m.now then
        s.timers[kind] = nil
        fire(m, s)
      end
    end
  end
  ending.due(m)
end

-- restless are the services about which something may have to be done, in order. At rest
-- is what is up and to stay, and what has no process and is not wanted: most, mostly.
local function restless(m)
  local found = {}
  for _, s in ipairs(m.services) do
    local stays = s.state == "up" and s.wanted and not s.recycle
    if not stays and (s.wanted or s.process) then found[#found + 1] = s end
  end
  return found
end

-- settle brings what is and what is meant together. Each comes after what it waits
-- for in m.services: so a failure is handed on to all that need it in one round,
-- and stopping goes backwards.
local function settle(m)
  for _, s in ipairs(m.needing) do
    local lost = s.wanted and order.lost(m, s)
    if lost then service.lose(m, s, lost) end
  end
  ending.look(m)
  local services = restless(m)
  for _, s in ipairs(services) do
    if s.state == "waiting" and not order.blocked(m, s) then process.launch(m, s) end
  end
  for i = #services, 1, -1 do
    local s = services[i]
    if s.process and service.leaving(s) and not order.held(s) then stop.begin(m, s) end
  end
  ending.sweep(m)
  for i = #services, 1, -1 do
    if not m.sweeping then stop.clear(m, services[i]) end
  end
end

-- step takes an event at a time and gives the actions, a list. An event that has
-- come too late, or names what is not there, does nothing.
function core:step(event, now)
  self.now, self.actions = now, {}
  if self.status then return self.actions end
  if on[event.is] then
    on[event.is](self, event)
  elseif about[event.is] then
    local s = self.services[event.name]
    local p = s and s.process
    if p and (not event.run or event.run == p.run) then about[event.is](self, s, event) end
  end
  settle(self)
  return self.actions
end

-- deadline gives when {is="time"} is due, or nil when only an event can change
-- something.
function core:deadline()
  local first = self.sweep_until
  for s in pairs(self.timed) do
    if next(s.timers) == nil then self.timed[s] = nil end
    for _, at in pairs(s.timers) do
      if not first or at < first then first = at end
    end
  end
  return first
end

core.stats = stats

return core
