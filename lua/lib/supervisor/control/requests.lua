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
  client.waiting, client.cancel = nil, nil
  client:say("end " .. status)
  client:resume()
end

-- refuse is the answer to what cannot be done.
function requests.refuse(client, message, status)
  requests.tell(client, "err", message)
  finish(client, status or 2)
end

-- meant is what a mistyped word may have been, for the end of a message.
local function meant(word, known)
  local name = near(word, known)
  return name and (" (did you mean %q?)"):format(name) or ""
end

-- named gives the services of the names, or of all where there are none or one is
-- "all"; nil and a message if there is no such service.
local function named(server, names)
  local chosen, known, seen = {}, {}, {}
  for _, service in ipairs(server.supervisor:stats().services) do
    known[#known + 1] = service.name
    known[service.name] = true
  end
  for _, name in ipairs(names) do
    if name == "all" then return known end
    if not known[name] then return nil, ("no service %q%s"):format(name, meant(name, known)) end
    if not seen[name] then chosen[#chosen + 1] = name end
    seen[name] = true
  end
  return #chosen > 0 and chosen or known
end

local answers = {}

function answers.status(server, client, names)
  local stats = server.supervisor:stats()
  local services = {}
  for i, name in ipairs(names) do services[i] = stats.services[name] end
  local told = {}
  for key, value in pairs(stats) do told[key] = value end
  told.services = services
  requests.tell(client, "status", told)
  finish(client, 0)
end

-- change has services started, stopped or restarted, one after the other, and tells
-- of each when it is so.
local function change(verb)
  return function(server, client, names, options)
    for i = 1, #names do
      local name = names[verb == "stop" and #names + 1 - i or i]
      local ok, message = server.supervisor[verb](server.supervisor, name)
      if not ok then return requests.refuse(client, message, 1) end
    end
    if options["no-wait"] then return finish(client, 0) end
    requests.await(server, client, verb, names)
  end
end

-- await ends the answer when all services have come to where verb leads.
function requests.await(server, client, verb, names)
  local pending, left, status = {}, #names, 0
  for _, name in ipairs(names) do pending[name] = true end
  local function look(name)
    local good, text = settled(verb, server.supervisor:stats().services[name])
    if good == nil then return end
    pending[name], left = nil, left - 1
    if not good then status = 1 end
    requests.tell(client, good and "out" or "err", name .. ": " .. text)
  end
  function client.waiting(event)
    if event and not pending[event.name] and event.is ~= "reload" then return end
    for _, name in ipairs(names) do
      if pending[name] and (not event or event.name == name or event.is == "reload") then look(name) end
    end
    if left == 0 then finish(client, status) end
  end
  client.waiting()
end

answers.start, answers.stop, answers.restart = change "start", change "stop", change "restart"

function answers.logs(server, client, names, options)
  local lines = {}
  for _, name in ipairs(names) do
    local log = server.supervisor:log(name)
    for _, line in ipairs(log and log:lines(tonumber(options.lines)) or {}) do
      lines[#lines + 1] = { name = name, time = line.time, text = line.text, place = #lines }
    end
  end
  table.sort(lines, function(a, b)
    if a.time ~= b.time then return a.time < b.time end
    return a.place < b.place
  end)
  for _, line in ipairs(lines) do client:say("log " .. line.name .. " " .. line.text) end
  if not options.follow then return finish(client, 0) end
  local ends = {}
  for _, name in ipairs(names) do
    local log = server.supervisor:log(name)
    if log then
      ends[#ends + 1] = log:follow(function(line) client:offer("log " .. name .. " " .. line.text) end)
    end
  end
  function client.cancel()
    for _, stop in ipairs(ends) do stop() end
  end
end

function answers.shutdown(server, client, _, options)
  if not options["no-wait"] then
    function client.waiting(event)
      if event.is ~= "end" then return end
      requests.tell(client, "out", ("ended with status %d"):format(event.status))
      finish(client, 0)
    end
  end
  local ok, message = server.supervisor:shutdown()
  if not ok then return requests.refuse(client, message, 1) end
  if options["no-wait"] then finish(client, 0) end
end

function answers.reload(server, client, _, options)
  function client.waiting(event)
    if event.is == "error" then return requests.refuse(client, event.message, 1) end
    if event.is ~= "reload" then return end
    local again = {}
    for _, what in ipairs { "added", "changed", "removed" } do
      local names = event[what] or {}
      if #names > 0 then requests.tell(client, "out", what .. ": " .. table.concat(names, ", ")) end
      if what ~= "removed" then
        for _, name in ipairs(names) do again[#again + 1] = name end
      end
    end
    if options["no-wait"] then return finish(client, 0) end
    requests.await(server, client, "restart", again)
  end
  local ok, message = server.supervisor:reload()
  if not ok then return requests.refuse(client, message, 1) end
end

-- Which options a request may have, and whether it is about services.
local KNOWN = {
  status = { services = true },
  start = { services = true, ["no-wait"] = true },
  stop = { services = true, ["no-wait"] = true },
  restart = { services = true, ["no-wait"] = true },
  logs = { services = true, follow = true, lines = "^%d+$" },
  reload = { ["no-wait"] = true },
  shutdown = { ["no-wait"] = true },
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
    if not option then
      names[#names + 1] = word
    elseif known[option] == true and value == "" then
      options[option] = true
    elseif type(known[option]) == "string" and value:find(known[option]) then
      options[option] = value
    else
      return nil, ("%s has no option %s"):format(verb, word:sub(1, 40))
    end
  end
  if #names > 0 and not known.services then return nil, verb .. " takes no names" end
  if #names == 0 and (verb == "start" or verb == "stop" or verb == "restart") then
    return nil, verb .. ': of which service? ("all" is all of them)'
  end
  return verb, options, names
end

-- answer answers one line.
function requests.answer(server, client, line)
  client:hold()
  local verb, options, names = parse(line)
  if not verb then return requests.refuse(client, options) end
  local known = KNOWN[verb]
  if known.services then
    local message
    names, message = named(server, names)
    if not names then return requests.refuse(client, message) end
  end
  answers[verb](server, client, names, options)
end

return requests
