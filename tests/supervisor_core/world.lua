-- A world for the machine to be wrong in: a driver and a kernel under a fake clock.
-- Processes start, are refused, end, ignore signals and leave others behind; checks
-- answer or do not; and of all that has happened and is not told yet, any may be told
-- next. It raises an error when the machine asks for what cannot be.
local world = {}
world.__index = world

-- DIES is how long a process takes at most to be gone after SIGKILL.
local DIES = 1

-- new makes a world in which nothing runs. random is a source as in random.lua;
-- nature says how likely things are: refuse, crash, obey (a signal that asks to end),
-- linger (to leave processes behind), answer (a check), healthy, immortal (true: not
-- even SIGKILL works).
function world.new(machine, random, nature)
  return setmetatable({ machine = machine, random = random, nature = nature,
    now = 0, procs = {}, pids = 100, launched = 0, told = {}, past = {} }, world)
end

local act = {}

function act.launch(w, action)
  assert(not w.procs[action.name], "a second process is launched")
  assert(not w.shutdown, "a launch after the shutdown has begun")
  w.pids = w.pids + 1
  w.launched = w.launched + 1
  w.procs[action.name] = {
    name = action.name, run = action.run, service = action.service, pid = w.pids,
    left = 0, checking = {},
  }
end

local function doom(w, proc)
  proc.doomed = proc.doomed or w.now
end

function act.signal(w, action)
  local proc = assert(w.procs[action.name], "a signal for what is not there")
  if action.to ~= "tree" then assert(not proc.told_end, "a signal for a process that has ended") end
  if action.signal == 9 then
    assert(action.to == "tree", "SIGKILL is for the whole tree")
    if not w.nature.immortal then doom(w, proc) end
  elseif w.random.chance(w.nature.obey) then
    if action.to == "tree" then proc.left = 0 end
    proc.dying = action.signal
  end
end

function act.forward(w, action)
  local proc = assert(w.procs[action.name], "a signal is forwarded to what is not there")
  assert(not proc.told_end, "a signal is forwarded to a process that has ended")
  if w.random.chance(w.nature.crash) then proc.dying = action.signal end
end

function act.look(w, action)
  local proc = assert(w.procs[action.name], "a look for what is not there")
  assert(proc.told_end, "a look for leftovers of a process that has not ended")
  proc.looking = true
end

function act.check(w, action)
  local proc = assert(w.procs[action.name], "a check of what is not there")
  assert(proc.told_launch and not proc.told_end, "a check of what does not run")
  assert(next(proc.checking) == nil, "two checks at a time")
  assert(action.service[action.check].exec, "a check that is not configured")
  proc.checking[action.check] = true
end

function act.uncheck(w, action)
  local proc = assert(w.procs[action.name], "a check is ended of what is not there")
  assert(proc.checking[action.check], "a check is ended that is not under way")
  proc.checking[action.check] = nil
end

function act.call(_, action)
  assert(type(action.fn) == "function", "no function to be called")
end

function act.sweep(w, action)
  w.sweeping = true
  for name, proc in pairs(w.procs) do
    assert(proc.told_end or w.nature.immortal, "the sweep begins while " .. name .. " has a process")
    if action.signal == 9 and not w.nature.immortal then doom(w, proc) end
    if w.random.chance(w.nature.obey) then proc.left = 0 end
  end
end

function act.reload(w)
  assert(not w.reloading, "a second reload while one is under way")
  w.reloading = true
end

function act.tell(w, action)
  local event = action.event
  if event.is == "shutdown" then w.shutdown = w.now end
  table.insert(w.told, event)
end

function act.finish(w, action)
  assert(action.status >= 0 and action.status <= 255, "no exit status")
  w.finished = action.status
end

-- step feeds an event to the machine and does what it wants. It gives the actions.
function world:step(event)
  local over = self.finished
  if event.run and event.is ~= "checked" then table.insert(self.past, event) end
  self.told = {}
  local actions = self.machine:step(event, self.now)
  assert(not over or #actions == 0, "something is done after the end")
  for _, action in ipairs(actions) do
    assert(not self.finished, "something is done after the end")
    act[action.does](self, action)
  end
  return actions
end

-- echo gives an event once more that was told before, of this run of a service or of an
-- earlier one.
function world:echo()
  if #self.past == 0 then return { is = "nonsense" } end
  return self.past[math.max(1, #self.past - self.random.below(10))]
end

-- happenings gives all that may happen now, each a function that gives the event to
-- be told, or nil where it is not for the machine to know. With due only what must.
function world:happenings(due)
  local list = {}
  local nature, random = self.nature, self.random
  local function add(fn) table.insert(list, fn) end
  for _, name in ipairs(self:names()) do self:of(self.procs[name], due, add) end
  if self.reloading and not due then
    add(function()
      self.reloading = nil
      return self.reload()
    end)
  end
  if self.sweeping and next(self.procs) == nil and (due or random.chance(nature.obey)) then
    add(function()
      self.sweeping = nil
      return { is = "swept" }
    end)
  end
  return list
end

-- names are those of the processes, sorted: a seed gives the same again.
function world:names()
  local names = {}
  for name in pairs(self.procs) do table.insert(names, name) end
  table.sort(names)
  return names
end

-- of adds what may happen with one process.
function world:of(proc, due, add)
  local nature, random = self.nature, self.random
  local name, run, pid = proc.name, proc.run, proc.pid
  local must = proc.doomed ~= nil
  local function tell(event)
    event.name, event.run = name, run
    return event
  end
  local function ended(how, code)
    proc.told_end, proc.dying = true, nil
    proc.left = random.chance(nature.linger) and random.below(3) or 0
    return tell { is = "ended", pid = pid, how = how, code = code }
  end
  if not proc.told_end then
    if must then
      return add(function() return ended("killed", 9) end)
    elseif not proc.told_launch then
      add(function()
        if random.chance(nature.refuse) then
          self.procs[name] = nil
          return tell { is = "refused", code = 127, message = "exec: no such file" }
        end
        if random.chance(.1) then return ended("killed", 11) end -- told before its launch is
        proc.told_launch = true
        return tell { is = "launched", pid = pid }
      end)
    elseif proc.dying then
      add(function()
        if random.chance(.5) then return ended("exited", random.below(3)) end
        return ended("killed", proc.dying)
      end)
    elseif not due then
      self:running(proc, tell, ended, add)
    end
  elseif proc.looking and (proc.left == 0 or must) then
    add(function()
      self.procs[name] = nil
      return tell { is = "gone" }
    end)
  elseif proc.left > 0 and not due then
    add(function() proc.left = proc.left - 1 end)
  end
end

-- running adds what a process may do that nobody has asked to end.
function world:running(proc, tell, ended, add)
  local nature, random = self.nature, self.random
  local oneshot = proc.service.kind == "oneshot"
  if random.chance(oneshot and .5 or nature.crash) then
    add(function()
      if not random.chance(oneshot and nature.crash or .7) then return ended("exited", 0) end
      if random.chance(.5) then return ended("exited", 1 + random.below(3)) end
      return ended("killed", 11)
    end)
  end
  local ready = proc.service.ready
  if ready and ready.fd and not proc.said and random.chance(nature.answer) then
    add(function()
      proc.said = true
      return tell { is = "ready" }
    end)
  end
  for _, kind in ipairs { "ready", "health" } do
    if proc.checking[kind] and random.chance(nature.answer) then
      add(function()
        proc.checking[kind] = nil
        local ok = random.chance(nature.healthy)
        return tell { is = "checked", check = kind, ok = ok, why = not ok and "exit status 1" or nil }
      end)
    end
  end
end

-- overdue tells whether a process has had its time to die of SIGKILL.
function world:overdue()
  for _, proc in pairs(self.procs) do
    if proc.doomed and self.now - proc.doomed >= DIES then return true end
  end
  return false
end

return world
