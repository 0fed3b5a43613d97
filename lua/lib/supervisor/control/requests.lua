-- What may be asked of a supervisor through its control socket; control.lua tells
-- how it is said.
local json = require "nslua.json"
local near = require "supervisor.near"
local settled = require "supervisor.control.settled"

local requests = {}

-- tell sends one line of an answer.
function requests.tell(client, what, value)
  client:say(what .. " " .. json.encode(value, " "))
end

-- finish ends an answer.
local function finish(client, status)
  client.told, client.look, client.cancel = nil, nil, nil
  client:say("end " .. status)
  client:resume()
end

-- refuse is the answer to what cannot be done.
function requests.refuse(client, message, status)
  requests.tell(client, "err", message)
  finish(client, status or 2)
end

-- named gives the services of the names, or all where there are none or one is "all",
-- each after those that it waits for; nil and a message if there is no such service.
local function named(server, names)
  local known, wanted, chosen = {}, {}, {}
  for i, service in ipairs(server.supervisor:stats().services) do
    known[i] = service.name
    known[service.name] = true
  end
  for _, name in ipairs(names) do
    if name == "all" then return known end
    if not known[name] then
      return nil, ("no service %q%s"):format(name, near(name, known))
    end
    wanted[name] = true
  end
  if #names == 0 then return known end
  for _, name in ipairs(known) do
    if wanted[name] then chosen[#chosen + 1] = name end
  end
  return chosen
end

local answers = {}

function answers.status(server, client, names)
  local stats, told = server.supervisor:stats(), { began = server.began }
  for key, value in pairs(stats) do told[key] = value end
  told.services = {}
  for i, name in ipairs(names) do told.services[i] = stats.services[name] end
  requests.tell(client, "status", told)
  finish(client, 0)
end

-- await ends the answer when all services have come to where verb leads.
local function await(server, client, verb, names)
  local pending, status = names, 0
  function client.look()
    local services, left = server.supervisor:stats().services, {}
    for _, name in ipairs(pending) do
      local good, text = settled(verb, services[name])
      if good == nil then
        left[#left + 1] = name
      else
        requests.tell(client, good and "out" or "err", name .. ": " .. text)
        if not good then status = 1 end
      end
    end
    pending = left
    if #left == 0 then finish(client, status) end
  end
  client.look()
end

-- change has services started, or in the other order stopped or restarted, and tells of
-- each when it is so.
local function change(verb)
  return function(server, client, names, options)
    local order = {}
    for i = 1, #names do order[i] = names[verb == "start" and i or #names + 1 - i] end
    for _, name in ipairs(order) do
      local ok, message = server.supervisor[verb](server.supervisor, name)
      if not ok then return requests.refuse(client, message, 1) end
    end
    if options["no-wait"] then return finish(client, 0) end
    await(server, client, verb, order)
  end
end

answers.start, answers.stop, answers.restart = change "start", change "stop", change "restart"

-- kept sends the last n lines that services have printed (nil: all that are kept), in
-- the order in which they came.
local function kept(server, client, names, n)
  local lines = {}
  for _, name in ipairs(names) do
    local log = server.supervisor:log(name)
    for _, line in ipairs(log and log:lines(n) or {}) do
      lines[#lines + 1] = { name = name, time = line.time, text = line.text, place = #lines }
    end
  end
  table.sort(lines, function(a, b)
    if a.time ~= b.time then return a.time < b.time end
    return a.place < b.place
  end)
  for i = n and math.max(1, #lines - n + 1) or 1, #lines do
    client:say("log " .. lines[i].name .. " " .. lines[i].text)
  end
end

-- follow sends what services print from now on, also those that begin later.
local function follow(server, client, names)
  local followed, stops = {}, {}
  function client.look()
    for _, name in ipairs(names) do
      local log = server.supervisor:log(name)
      if followed[name] ~= log then
        if stops[name] then stops[name]() end
        followed[name] = log
        stops[name] = log and log:follow(function(line) client:offer("log " .. name .. " " .. line.text) end)
      end
    end
  end
  function client.cancel()
    for _, stop in pairs(stops) do stop() end
  end
  client.look()
end

function answers.logs(server, client, names, options)
  local missing = {}
  for _, name in ipairs(names) do
    local service = server.supervisor.config.services[name] -- nil: it is on its way out
    if service and not service.log then missing[#missing + 1] = name end
  end
  local message = ("no log is kept of %s: it goes to where the supervisor's output does"):format(table.concat(missing, ", "))
  if #missing == #names then return requests.refuse(client, message, 1) end
  if #missing > 0 then requests.tell(client, "err", message) end
  kept(server, client, names, tonumber(options.lines))
  if options.follow and client.fd then return follow(server, client, names) end -- he may have gone meanwhile
  finish(client, 0)
end

function answers.shutdown(server, client, _, options)
  function client.told(event)
    if event.is ~= "end" then return end
    requests.tell(client, "out", ("ended with status %d"):format(event.status))
    finish(client, 0)
  end
  if options["no-wait"] then finish(client, 0) end
  server.supervisor:shutdown()
end

function answers.reload(server, client, _, options)
  function client.told(event)
    if event.is ~= "reload" then return end
    client.told = nil
    if event.message then return requests.refuse(client, event.message, 1) end
    local begun, changes = {}, 0
    for _, what in ipairs { "added", "removed", "changed" } do
      local names = event[what]
      changes = changes + #names
      if #names > 0 then requests.tell(client, "out", what .. ": " .. table.concat(names, ", ")) end
      for _, name in ipairs(what ~= "removed" and names or {}) do begun[#begun + 1] = name end
    end
    if changes == 0 then requests.tell(client, "out", "nothing has changed") end
    if options["no-wait"] then return finish(client, 0) end
    await(server, client, "reload", begun)
  end
  server.supervisor:reload()
end

-- Which options a request may have, and whether it names services: "any" number of
-- them, or at least "one".
local KNOWN = {
  status = { names = "any", options = {} },
  start = { names = "one", options = { ["no-wait"] = true } },
  stop = { names = "one", options = { ["no-wait"] = true } },
  restart = { names = "one", options = { ["no-wait"] = true } },
  logs = { names = "any", options = { follow = true, lines = "^%d+$" } },
  reload = { options = { ["no-wait"] = true } },
  shutdown = { options = { ["no-wait"] = true } },
}

-- parse takes a line apart: what to do, the options by name, and the names. It gives
-- nil and a message for a line that is no request.
local function parse(line)
  local verb, rest = line:match "^(%l+)(.*)$"
  local known = KNOWN[verb]
  if not known then return nil, "no request: " .. line:sub(1, 40) end
  local options, names = {}, {}
  for word in rest:gmatch "%S+" do
    local option, value = word:match "^%-%-([%l-]+)=?(.*)$"
    local takes = known.options[option]
    if not option then
      names[#names + 1] = word
    elseif takes == true and value == "" then
      options[option] = true
    elseif type(takes) == "string" and value:find(takes) then
      options[option] = value
    else
      return nil, ("%s has no option %s"):format(verb, word:sub(1, 40))
    end
  end
  if #names > 0 and not known.names then return nil, verb .. " takes no names" end
  if #names == 0 and known.names == "one" then
    return nil, verb .. ': of which service? ("all" is all of them)'
  end
  return verb, options, names
end

-- answer answers one line.
function requests.answer(server, client, line)
  client:hold()
  local verb, options, names = parse(line)
  if not verb then return requests.refuse(client, options) end
  if KNOWN[verb].names then
    local message
    names, message = named(server, names)
    if not names then return requests.refuse(client, message) end
  end
  answers[verb](server, client, names, options)
end

return requests
