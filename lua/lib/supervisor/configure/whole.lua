-- What can be checked only of a configuration as a whole: names that are there,
-- orders that are possible, limits that can be reached, places for files.
local cycle = require "supervisor.configure.cycle"
local kind = require "supervisor.configure.kind"
local limit = require "supervisor.configure.limit"
local sys = require "sys"

local whole = {}

local function subject(service)
  return service.kind .. " " .. kind.show(service.name)
end

-- named checks that there is a service of this name.
local function named(config, name, key, place, who, refuse)
  if config.services[name] then return end
  local names = {}
  for i, service in ipairs(config.services) do names[i] = service.name end
  refuse(place, who, { ("%s: there is no service %s%s"):format(key, kind.show(name), kind.meant(name, names)) })
end

local function names(config, refuse)
  for _, service in ipairs(config.services) do
    for _, key in ipairs { "after", "needs" } do
      for _, name in ipairs(service[key]) do
        named(config, name, key, service.place, subject(service), refuse)
        if name == service.name then
          refuse(service.place, subject(service), { key .. ": it waits for itself" })
        end
      end
    end
  end
  if config.exit.from then named(config, config.exit.from, "exit.from", config.place, nil, refuse) end
  for signal, action in pairs(config.signals) do
    local key = "signals." .. (sys.signame(signal) or signal)
    if action.to then named(config, action.to, key, config.place, nil, refuse) end
  end
end

local function cycles(config, refuse)
  local ring = cycle(config.services)
  if not ring then return end
  local first = config.services[ring[1]]
  refuse(first.place, subject(first), { "it waits for itself: " .. table.concat(ring, " waits for ") })
end

-- alone checks that what there is only one of is used by one service.
local function alone(config, refuse)
  local terminal, files = nil, {}
  for _, service in ipairs(config.services) do
    if service.tty then
      if terminal then
        refuse(service.place, subject(service), { ("tty: the terminal is %s's, at %s"):format(terminal.name, terminal.place) })
      end
      terminal = service
    end
    local file = service.log and service.log.file
    if file and files[file] then
      refuse(service.place, subject(service),
        { ("log.file: %s is %s's, at %s"):format(kind.show(file), files[file].name, files[file].place) })
    elseif file then
      files[file] = service
    end
  end
end

-- folder is the directory that a path is in.
local function folder(path)
  local parent = path:match "^(.*)/[^/]*$"
  return parent == "" and "/" or parent or "."
end

-- writable checks that a file can be made at a path.
local function writable(path, key, place, who, refuse)
  local ok, message = sys.access(folder(path), sys.W_OK + sys.X_OK)
  if not ok then refuse(place, who, { ("%s: %s"):format(key, message) }) end
  local stat = sys.stat(path)
  if stat and stat.type == "directory" then refuse(place, who, { ("%s: %s is a directory"):format(key, kind.show(path)) }) end
end

local LONGEST_SOCKET = 107 -- bytes of a path; unix(7)

local function group(path, key, place, who, refuse)
  local found, message = sys.statfs(path)
  if not found then refuse(place, who, { ("%s: %s"):format(key, message) }) end
  if found.type ~= sys.CGROUP2_SUPER_MAGIC then
    refuse(place, who, { ("%s: %s is no directory of cgroup2"):format(key, kind.show(path)) })
  end
end

local function paths(config, refuse)
  if config.control then
    if #config.control > LONGEST_SOCKET then
      refuse(config.place, nil, { ("control: a socket's path has at most %d bytes, and this has %d")
        :format(LONGEST_SOCKET, #config.control) })
    end
    writable(config.control, "control", config.place, nil, refuse)
  end
  if config.cgroup then group(config.cgroup, "cgroup", config.place, nil, refuse) end
  for _, service in ipairs(config.services) do
    local who = subject(service)
    if service.log and service.log.file then writable(service.log.file, "log.file", service.place, who, refuse) end
    if service.cgroup then group(service.cgroup, "cgroup", service.place, who, refuse) end
  end
end

-- check raises what is wrong, by refuse(place, who, problems).
function whole.check(config, refuse)
  names(config, refuse)
  cycles(config, refuse)
  alone(config, refuse)
  limit.check(config, refuse)
  paths(config, refuse)
end

return whole
