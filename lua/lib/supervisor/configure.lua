-- Reads and checks what a supervisor is configured with, and makes of it what the
-- rest works with: durations are seconds, signals numbers, and every default is
-- there. What is wrong is raised with the line of the user's that it stands in:
--
--   app.lua:7: service "web": unknown key "restrat" (did you mean "restart"?)
--
-- configure/schema.lua declares the keys.
local sys = require "sys"
local kind = require "supervisor.configure.kind"
local program = require "supervisor.configure.program"
local record = require "supervisor.configure.record"
local schema = require "supervisor.configure.schema"
local whole = require "supervisor.configure.whole"

local configure = {}

-- refuse raises problems, a line each.
local function refuse(place, subject, problems)
  if #problems == 0 then return end
  for i, problem in ipairs(problems) do
    problems[i] = place .. ": " .. (subject and subject .. ": " or "") .. problem
  end
  error(table.concat(problems, "\n"), 0)
end

-- settings gives a configuration without services. place is where in the user's
-- program it comes from, "app.lua:7".
function configure.settings(settings, place)
  local problems = {}
  local at = record.at(problems)
  if settings == nil then settings = {} end
  local config = {}
  if type(settings) == "table" then
    config = record.read(settings, schema.settings, at)
    if #problems == 0 then
      local defaults = record.read({}, schema.settings, at)
      local listed = config.signals
      config.signals, config.others = listed.actions, listed.others
      for signal, action in pairs(defaults.signals.actions) do
        config.signals[signal] = config.signals[signal] or action
      end
    end
  else
    at:wrong("the settings are %s, and not a table", kind.show(settings))
  end
  refuse(place, nil, problems)
  config.place = place
  config.services = {}
  return config
end

-- own_limit completes a limit that a service has for itself.
local function own_limit(service, config)
  if not (service.intensity or service.period) then return end
  service.intensity = service.intensity or config.intensity
  service.period = service.period or config.period
end

-- together checks and completes what depends on several keys.
local function together(service, config, at)
  if service.argv and service.run then at:wrong "it has both a command and run" end
  if not service.argv and not service.run then
    at:wrong 'it has no command: { "program", "argument", ... }, or run = function() ... end'
  end
  if service.tty and service.stdin and service.stdin ~= "inherit" then
    at:wrong "stdin is the terminal with tty: one of both"
  end
  service.stdin = service.stdin or service.tty and "inherit" or "null"
  local user = service.unshare and service.unshare:has(sys.CLONE_NEWUSER)
  if service.idmap and not user then at:key "idmap":wrong "it is for unshare with CLONE_NEWUSER" end
  if user then service.idmap = service.idmap or "root" end
  if service.hostname and not (service.unshare and service.unshare:has(sys.CLONE_NEWUTS)) then
    at:key "hostname":wrong "it is for unshare with CLONE_NEWUTS: without it, it would change the host's"
  end
  own_limit(service, config)
end

-- split parts a table into its list, the command, and its keys.
local function split(value)
  local argv, keys
  for key, item in pairs(value) do
    if type(key) == "number" and key >= 1 and key == math.floor(key) then
      argv = argv or {}
      argv[key] = item
    else
      keys = keys or {}
      keys[key] = item
    end
  end
  return argv, keys or {}
end

-- what is wrong with a name, or nil.
local function misnamed(name)
  if type(name) ~= "string" then return kind.show(name) .. " is not a string" end
  if name == "" then return "it is empty" end
  if #name > 100 then return "it is longer than 100 bytes" end
  local odd = name:match "[^%w_.@:+-]"
  if odd then return ("it has %s, and may have letters, digits and any of _ . @ : + -"):format(kind.show(odd)) end
  if not name:match "^[%w_]" then return "it does not begin with a letter, a digit or _" end
  if name == "all" then return "it stands for all services" end
end

-- service adds a service, or a oneshot (what), to a configuration.
function configure.service(config, what, name, value, place)
  local fault = misnamed(name)
  local subject = what .. " " .. kind.show(name)
  if fault then refuse(place, subject, { "it cannot be named so: " .. fault }) end
  local other = config.services[name]
  if other then refuse(place, subject, { "this name is taken, at " .. other.place }) end
  local problems = {}
  local at = record.at(problems)
  if type(value) ~= "table" then
    at:wrong("%s is not a table", kind.show(value))
    refuse(place, subject, problems)
  end
  local argv, keys = split(value)
  local service = record.read(keys, schema[what], at)
  if argv then service.argv = program.command.read(argv, at) end
  if #problems == 0 then
    service.name, service.kind, service.place = name, what, place
    together(service, config, at)
  end
  refuse(place, subject, problems)
  local success = { [0] = true }
  for _, status in ipairs(service.success) do success[status] = true end
  service.success = success
  service.stop.grace = service.stop.grace or config.grace
  if service.log == nil then service.log = config.log end
  service.log = service.log or nil
  config.services[#config.services + 1] = service
  config.services[name] = service
  return service
end

-- complete checks a configuration as a whole, before anything is started.
function configure.complete(config)
  whole.check(config, refuse)
  return config
end

return configure
