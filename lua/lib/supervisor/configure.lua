-- Reads and checks what a supervisor is configured with, and makes of it what the
-- rest works with: durations are seconds, signals numbers, and every default is
-- there. What is wrong is raised with the line of the user's that it stands in, all
-- of one table at once:
--
--   app.lua:7: service "web": unknown key "restrat" (did you mean "restart"?)
--
-- configure/schema.lua declares the keys; nslua -m supervisor keys shows them.
local kind = require "supervisor.configure.kind"
local program = require "supervisor.configure.program"
local record = require "supervisor.configure.record"
local schema = require "supervisor.configure.schema"
local signals = require "supervisor.configure.signals"
local sys = require "sys"
local whole = require "supervisor.configure.whole"

local configure = {}

-- subject is how messages name a service.
local function subject(what, name)
  return what .. " " .. kind.show(name) .. ": "
end

-- located is a message with the place before it, if there is one.
local function located(place, message)
  return place and place .. ": " .. message or message
end

-- refuse raises problems, if there are any, a line each.
local function refuse(place, who, problems)
  if #problems == 0 then return end
  local lines = {}
  for i, problem in ipairs(problems) do lines[i] = located(place, who .. problem) end
  error(table.concat(lines, "\n"), 0)
end

-- listed parts the actions at signals from what becomes of others, and adds those
-- that there are by default.
local function listed(config)
  local defaults = signals.actions.read(schema.signals, record.at {})
  config.others, config.signals.default = config.signals.default or "drop", nil
  for signal, action in pairs(defaults) do
    config.signals[signal] = config.signals[signal] or action
  end
end

-- settings gives a configuration without services. place is where in the user's
-- program it comes from, "app.lua:7".
function configure.settings(settings, place)
  if settings == nil then settings = {} end
  if type(settings) ~= "table" then
    refuse(place, "", { ("%s is not a table of settings"):format(kind.show(settings)) })
  end
  local problems = {}
  local config = record.read(settings, schema.settings, record.at(problems))
  refuse(place, "", problems)
  listed(config)
  config.log = config.log or nil
  config.place, config.services = place, {}
  config.begun = {} -- what has had a name, and no table yet
  return config
end

-- misnamed tells why a service cannot have a name, which is also a word for the
-- control socket, the prefix of lines and a directory's name; or nil.
local function misnamed(name)
  if type(name) ~= "string" then return "its name is " .. kind.show(name) .. ", and not a string" end
  if name == "" then return "its name is empty" end
  if #name > 100 then return "its name is longer than 100 bytes" end
  local odd = name:match "[^%w_.@:+-]"
  if odd then return ("its name has %s, and can have letters, digits and _ . @ : + -"):format(kind.show(odd)) end
  if not name:match "^[%w_]" then return "its name does not begin with a letter, a digit or _" end
  if name == "all" or name == "any" then return "this name stands for " .. name .. " of the services" end
end

-- split parts a table into its list, the command, and its keys.
local function split(definition)
  local argv, keys = nil, {}
  for key, item in pairs(definition) do
    if kind.whole(key, 1, 2 ^ 31) then
      argv = argv or {}
      argv[key] = item
    else
      keys[key] = item
    end
  end
  return argv, keys
end

-- has tells whether a service gets a namespace of its own.
local function has(service, flag)
  return service.unshare ~= nil and service.unshare:has(flag)
end

-- together checks what depends on several keys.
local function together(service, at)
  if service.argv and service.run then at:wrong "it has a command and run: one of both" end
  if not service.argv and not service.run then
    at:wrong 'it has no command: { "program", "argument", ... }, or run = function() ... end'
  end
  if service.tty and service.stdin and service.stdin ~= "inherit" then
    at:wrong "stdin: with tty it is the terminal"
  end
  if service.idmap and not has(service, sys.CLONE_NEWUSER) then at:wrong "idmap: it is for a CLONE_NEWUSER of its own (unshare)" end
  if service.hostname and not has(service, sys.CLONE_NEWUTS) then
    at:wrong "hostname: it is for a CLONE_NEWUTS of its own (unshare), and would be the host's"
  end
end

-- finish puts in what a service takes from the settings, or from its other keys.
local function finish(service, config)
  local success = { [0] = true }
  for _, status in ipairs(service.success) do success[status] = true end
  service.success = success
  service.stop.grace = service.stop.grace or config.grace
  service.stdin = service.stdin or service.tty and "inherit" or "null"
  if service.pdeathsig == nil then -- a pid 1 that has no handler for SIGTERM does not get it
    service.pdeathsig = has(service, sys.CLONE_NEWPID) and sys.SIGKILL or sys.SIGTERM
  end
  if has(service, sys.CLONE_NEWUSER) then service.idmap = service.idmap or "root" end
  if service.log == nil then service.log = config.log end
  service.log = service.log or nil
  if service.intensity or service.period then
    service.intensity = service.intensity or config.intensity
    service.period = service.period or config.period
  end
end

-- service adds to a configuration what S:service or S:oneshot (what) is given, and
-- returns it as it is read.
function configure.service(config, what, name, definition, place)
  local who, problems = subject(what, name), {}
  local other = config.services[name]
  if misnamed(name) then refuse(place, who, { misnamed(name) }) end
  config.begun[name] = nil
  if other then refuse(place, who, { "this name is taken" .. (other.place and ", at " .. other.place or "") }) end
  if type(definition) ~= "table" then
    refuse(place, who, { kind.show(definition) .. ' is not a table: { "program", "argument", ..., key = value, ... }' })
  end
  local at = record.at(problems)
  local argv, keys = split(definition)
  local service = record.read(keys, schema[what], at)
  if argv then service.argv = program.command.read(argv, at) end
  if #problems == 0 then together(service, at) end
  refuse(place, who, problems)
  service.name, service.kind, service.place = name, what, place
  finish(service, config)
  table.insert(config.services, service)
  config.services[name] = service
  return service
end

-- complete checks a configuration as a whole, before anything is started.
function configure.complete(config)
  local problems = {}
  local function wrong(service, message)
    local who = service and subject(service.kind, service.name) or ""
    table.insert(problems, located((service or config).place, who .. message))
  end
  for _, check in ipairs { "names", "order", "single", "limits", "paths" } do
    whole[check](config, wrong)
    if #problems > 0 then error(table.concat(problems, "\n"), 0) end
  end
  return config
end

return configure
