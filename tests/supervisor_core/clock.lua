-- A machine under a fake clock, short to use in tests. Each call is one thing that
-- happens, and gives the actions as one text: "launch db, signal web 15 main"; what is
-- told is kept apart, in told().
local configuration = require "configuration"
local core = require "supervisor.core"

local clock = {}
clock.__index = clock

-- clock makes a machine of a configuration as configuration.lua takes it, at time 0.
local function new(given, random)
  local machine = core.new(configuration(given), random or function() return .5 end)
  return setmetatable({ machine = machine, now = 0, pids = {}, pid = 100, events = {} }, clock)
end

local shown = {
  launch = function(a) return "launch " .. a.name end,
  signal = function(a) return ("signal %s %d %s"):format(a.name, a.signal, a.to) end,
  forward = function(a) return ("forward %s %d %s"):format(a.name, a.signal, a.to) end,
  check = function(a) return ("check %s %s"):format(a.name, a.check) end,
  uncheck = function(a) return ("uncheck %s %s"):format(a.name, a.check) end,
  look = function(a) return "look " .. a.name end,
  sweep = function(a) return "sweep " .. a.signal end,
  finish = function(a) return "finish " .. a.status end,
  call = function() return "call" end,
  reload = function() return "reload" end,
}

-- step feeds any event.
function clock:step(event)
  local words = {}
  self.events = {}
  for _, action in ipairs(self.machine:step(event, self.now)) do
    if action.does == "tell" then
      table.insert(self.events, action.event)
    else
      table.insert(words, shown[action.does](action))
    end
  end
  return table.concat(words, ", ")
end

-- told gives what the last step has told, as "exit web, restart web"; with a name only
-- the event of that name, or nil.
function clock:told(is)
  local words = {}
  for _, event in ipairs(self.events) do
    if event.is == is then return event end
    table.insert(words, event.is .. (event.name and " " .. event.name or ""))
  end
  if not is then return table.concat(words, ", ") end
end

function clock:start()
  return self:step { is = "start" }
end

-- at lets the time be that, and steps the timers.
function clock:at(seconds)
  self.now = seconds
  return self:step { is = "time" }
end

-- launched is for one or several whose programs run.
function clock:launched(...)
  local done = {}
  for _, name in ipairs { ... } do
    self.pid = self.pid + 1
    self.pids[name] = self.pid
    table.insert(done, self:step { is = "launched", name = name, pid = self.pid })
  end
  return table.concat(done, ", "):gsub("^[, ]*", ""):gsub("[, ]*$", "")
end

local function ended(self, name, how, code)
  return self:step { is = "ended", name = name, pid = self.pids[name], how = how, code = code }
end

-- exits is for one whose main process ends, with others of its tree left behind.
function clock:exits(name, code)
  return ended(self, name, "exited", code)
end

function clock:gone(name)
  return self:step { is = "gone", name = name }
end

-- whole is for one that ends with all of its tree: the look is answered at once.
local function whole(self, name, how, code)
  local actions = ended(self, name, how, code)
  local events, words = self.events, {}
  actions = actions .. ", " .. self:gone(name)
  for i, event in ipairs(events) do table.insert(self.events, i, event) end
  for word in actions:gmatch "[^,]+" do
    word = word:match "^%s*(.*)$"
    if word ~= "" and word ~= "look " .. name then table.insert(words, word) end
  end
  return table.concat(words, ", ")
end

function clock:ends(name, code)
  return whole(self, name, "exited", code)
end

-- dies is for one that is killed.
function clock:dies(name, signal)
  return whole(self, name, "killed", signal)
end

function clock:command(command, name)
  return self:step { is = "command", command = command, name = name }
end

function clock:signal(signal)
  return self:step { is = "signal", signal = signal, pid = 1 }
end

function clock:configured(given)
  return self:step { is = "configured", config = configuration(given) }
end

function clock:state(name)
  return self.machine:stats(self.now).services[name].state
end

function clock:reason(name)
  return self.machine:stats(self.now).services[name].reason
end

return new
