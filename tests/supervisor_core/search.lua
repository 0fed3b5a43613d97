-- search.lua FIRST LAST: runs the machine through arbitrary histories, one for each
-- seed, and looks after every step whether the properties hold. A seed that fails is
-- printed with all that happened, and run again by giving it as FIRST and LAST.
package.path = arg[0]:gsub("[^/]*$", "") .. "?.lua;" .. package.path
local arbitrary = require "arbitrary"
local core = require "supervisor.core"
local properties = require "properties"
local random = require "random"
local world = require "world"

local CALM = { refuse = 0, crash = 0, obey = 1, linger = 0, answer = 1, healthy = 1 }

local function nature(r)
  return { refuse = r.next() * .3, crash = r.next() * r.next() * .5, obey = r.next(), linger = r.next() * .5,
    answer = r.next(), healthy = r.next(), immortal = r.chance(.05) }
end

local function show(value)
  if type(value) ~= "table" then return type(value) == "function" and "function" or tostring(value) end
  if value.services then return "(a configuration)" end
  local parts = {}
  for key, item in pairs(value) do
    if key ~= "service" then table.insert(parts, tostring(key) .. "=" .. show(item)) end
  end
  table.sort(parts)
  return "{" .. table.concat(parts, " ") .. "}"
end

local Run = {}
Run.__index = Run

local function new(seed)
  local r = random(seed)
  local run = setmetatable({ random = r, history = {} }, Run)
  local config = arbitrary.config(r)
  run.machine = core.new(config, r.next)
  run.world = world.new(run.machine, r, nature(r))
  run.world.reload = function()
    if r.chance(.2) then return { is = "misconfigured", message = "app.lua:1: no" } end
    return { is = "configured", config = arbitrary.changed(r, run.machine.config) }
  end
  run:note("%s", show(config))
  for _, s in ipairs(config.services) do run:note("  %s", show(s)) end
  return run
end

function Run:note(...)
  table.insert(self.history, (...):format(select(2, ...)))
end

function Run:step(event)
  self:note("%g %s", self.world.now, show(event))
  for _, s in ipairs(event.is == "configured" and event.config.services or {}) do self:note("  %s", show(s)) end
  self.before, self.event = self.now, event
  self.actions = self.world:step(event)
  for _, action in ipairs(self.actions) do self:note("    %s", show(action)) end
  self.now = self.machine:stats(self.world.now)
  for name, holds in pairs(properties) do
    local ok, failure = pcall(holds, self)
    if not ok then error(name .. ": " .. tostring(failure), 0) end
  end
end

-- happen lets one of what may happen be told; due is as world.happenings has it.
function Run:happen(due)
  local list = self.world:happenings(due)
  if #list == 0 then return false end
  local event = self.random.one_of(list)()
  if event then self:step(event) end
  return true
end

-- pass lets time go by: to the next deadline, or a little. What must happen first does.
function Run:pass(seconds)
  if self.world:overdue() then return self:happen(true) end
  local w, deadline = self.world, self.machine:deadline()
  local target = w.now + math.min(seconds, 1)
  if deadline and self.random.chance(.7) then target = math.max(w.now, math.min(deadline, target)) end
  w.now = target
  if deadline and deadline <= w.now then self:step { is = "time" } end
end

-- chaos lets anything happen.
function Run:chaos(steps)
  for _ = 1, steps do
    if self.world.shutdown then return end
    local dice = self.random.next()
    if dice < .03 then
      self:step(self.world:echo())
    elseif dice < .1 then
      self:step(arbitrary.intrusion(self.random))
    elseif dice < .6 then
      self:happen()
    else
      self:pass(self.random.next() * self.random.below(10))
    end
  end
end

local STAYS = { down = true, done = true, failed = true, parked = true, up = true }

function Run:settled()
  for _, one in ipairs(self.now.services) do
    local bad = not STAYS[one.state] or one.wanted and one.state ~= "up" or self.machine.services[one.name].recycle
    if bad then return false, ("%s is %s, wanted: %s"):format(one.name, one.state, tostring(one.wanted)) end
  end
  return not self.world.reloading
end

-- calm lets nothing go wrong any more: everything comes to rest, and what is wanted runs.
function Run:calm()
  if self.world.nature.immortal then return end
  self.world.nature = CALM
  self:note "calm"
  for _ = 1, 2000 do
    if self.world.shutdown or self:settled() then return end
    if not self:happen() then
      local deadline = self.machine:deadline()
      self.world.now = deadline and math.max(deadline, self.world.now) or self.world.now
      if deadline then self:step { is = "time" } end
    end
  end
  error("it does not come to rest: " .. select(2, self:settled()), 0)
end

-- bound is how long a shutdown may take: a grace for each process, and another for what
-- it leaves behind, one after the other, and the sweep.
function Run:bound()
  local seconds = self.machine.config.grace + 10 + 1
  for _, process in pairs(self.world.procs) do
    seconds = seconds + 2 * process.service.stop.grace + (self.world.nature.immortal and 20 or 1)
  end
  return seconds
end

-- finish shuts down, sometimes impatiently, and sees that it comes to its end in time.
function Run:finish()
  local w, r = self.world, self.random
  self:note "the end"
  if not w.shutdown then
    self:step(r.one_of { { is = "signal", signal = 15 }, { is = "command", command = "shutdown" } })
  end
  local latest = w.shutdown + self:bound()
  local impatience = r.one_of { 0, 0, .05, .3 }
  for _ = 1, 2000 do
    if w.finished then break end
    if r.chance(.05) then
      local event = arbitrary.intrusion(r)
      if event.is ~= "swept" then self:step(event) end -- which would be a lie
    elseif r.chance(impatience) then
      self:step { is = "signal", signal = 2 }
    elseif not self:happen(true) then
      local deadline = self.machine:deadline()
      assert(deadline or next(w.procs) or w.sweeping, "it never ends")
      w.now = deadline and math.max(w.now, deadline) or w.now
      self:step { is = "time" }
    end
    assert(w.now <= latest, "the end takes too long")
  end
  assert(w.finished, "it does not end")
  assert(w.nature.immortal or next(w.procs) == nil, "a process has outlived the end")
  self:step(arbitrary.intrusion(r))
end

local function history(seed)
  local run = new(seed)
  local ok, failure = xpcall(function()
    run:step { is = "start" }
    run:chaos(20 + run.random.below(200))
    if run.random.chance(.6) then run:calm() end
    run:finish()
  end, function(failure) return debug.traceback(tostring(failure)) end)
  if ok then return #run.history end
  print(table.concat(run.history, "\n"))
  print("seed " .. seed .. ": " .. failure)
  return nil
end

local first, last = tonumber(arg[1]), tonumber(arg[2])
for seed = first, last do
  if not history(seed) then os.exit(1) end
end
