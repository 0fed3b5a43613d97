-- Has a command done by a supervisor that runs, and prints what it answers.
local conversation = require "supervisor.control.conversation"
local prefix = require "supervisor.log.prefix"
local status = require "supervisor.command.status"

-- request is the command as the protocol has it.
local function request(command, names, options)
  local words = { command }
  for _, name in ipairs { "no-wait", "follow" } do
    if options[name] then words[#words + 1] = "--" .. name end
  end
  if options.lines then words[#words + 1] = "--lines=" .. options.lines end
  for _, name in ipairs(names) do words[#words + 1] = name end
  return table.concat(words, " ")
end

-- printer gives the function that prints a line of a service: with its name in front,
-- as the supervisor prints it, unless all are of one.
local function printer(talk, names)
  if #names == 1 and names[1] ~= "all" then
    return function(_, line) print(line) end
  end
  local columns, services, before = 0, {}, {}
  talk:ask("status", { status = function(stats) services = stats.services end })
  for _, service in ipairs(services) do columns = math.max(columns, prefix.width(service.name)) end
  for i, service in ipairs(services) do
    before[service.name] = prefix.new(service.name, columns, prefix.coloured("auto", 1) and i)
  end
  return function(name, line)
    before[name] = before[name] or prefix.new(name, columns) -- one that a reload has brought
    print((before[name]:put(line .. "\n", nil, true):sub(1, -2)))
  end
end

-- client asks the supervisor at a path, and gives the exit status; complain gets what
-- goes wrong.
return function(path, command, names, options, complain)
  local talk, message, failure = conversation.begin(path)
  if not talk then
    complain(message)
    return failure
  end
  local told = { out = function(text) print(text) end, err = function(text) complain(text) end }
  if command == "logs" then told.log = printer(talk, names) end
  function told.status(stats, text)
    if options.json then print(text) else io.write(status.text(stats, prefix.coloured("auto", 1))) end
  end
  local result = talk:ask(request(command, names, options), told)
  if command == "shutdown" and result == 0 and not options["no-wait"] then talk:outlast() end
  talk:close()
  if result then return result end
  complain(("the supervisor, pid %d, has ended"):format(talk.pid))
  return 1
end
