-- What can be checked only of a configuration as a whole: names that are there,
-- orders that are possible, what there is only one of, limits that can be reached,
-- places for files. Each check tells wrong(service, message) what is wrong: with
-- a service, or with the settings (nil).
local cycle = require "supervisor.configure.cycle"
local intensity = require "supervisor.configure.intensity"
local kind = require "supervisor.configure.kind"
local near = require "supervisor.near"
local sys = require "sys"

local whole = {}

-- names checks that services which are named are there, and are defined.
function whole.names(config, wrong)
  for _, name in ipairs(kind.sorted(config.begun)) do
    wrong(config.begun[name], "no table of what it is follows its name")
  end
  local names = {}
  for i, service in ipairs(config.services) do names[i] = service.name end
  local function named(name, service, key)
    if config.services[name] then return end
    wrong(service, ("%s: there is no service %s%s"):format(key, kind.show(name), near(name, names)))
  end
  for _, service in ipairs(config.services) do
    for _, key in ipairs { "after", "needs" } do
      for _, name in ipairs(service[key]) do named(name, service, key) end
    end
  end
  if config.exit.from and config.exit.from ~= "any" then named(config.exit.from, nil, "exit.from") end
  for _, signal in ipairs(kind.sorted(config.signals)) do
    local to = config.signals[signal].to
    if to then named(to, nil, "signals." .. (sys.signame(signal) or tostring(signal)):gsub("^SIG", "")) end
  end
end

-- order checks that nobody waits for itself, or for the end of everything.
function whole.order(config, wrong)
  local ring = cycle(config.services)
  if ring then wrong(config.services[ring[1]], "it waits for itself: " .. table.concat(ring, " waits for ")) end
  local last = config.services[config.exit.from]
  if not last or last.kind ~= "oneshot" then return end
  for _, service in ipairs(config.services) do
    for _, key in ipairs { "after", "needs" } do
      for _, name in ipairs(service[key]) do
        if name == last.name then
          wrong(service, ("%s: it waits for the end of %s, with which everything ends (exit.from)"):format(key, name))
        end
      end
    end
  end
end

local function at(service)
  return service.place and ", at " .. service.place or ""
end

-- shared tells whether a file takes what several write, as /dev/null does.
local function shared(path)
  local found = sys.stat(path)
  return found ~= nil and found.type ~= "file"
end

-- single checks that what there is only one of is for one service.
function whole.single(config, wrong)
  local terminal, files = nil, {}
  for _, service in ipairs(config.services) do
    local file = service.log and service.log.file
    if service.tty and terminal then
      wrong(service, ("tty: %s has the terminal%s"):format(terminal.name, at(terminal)))
    end
    if file and files[file] and not shared(file) then
      wrong(service, ("log.file: %s is the log of %s%s"):format(kind.show(file), files[file].name, at(files[file])))
    end
    if service.tty then terminal = service end
    if file then files[file] = service end
  end
end

whole.limits = intensity

-- folder is the directory that a path is in.
local function folder(path)
  local parent = path:match "^(.*)/[^/]*$"
  return parent == "" and "/" or parent or "."
end

-- unwritable tells why no file can be written at a path, or nil where one can.
local function unwritable(path)
  local stat, message, errno = sys.stat(path)
  if stat and stat.type == "directory" then return kind.show(path) .. " is a directory" end
  if not stat and errno ~= sys.ENOENT then return message end
  local ok, why = sys.access(stat and path or folder(path), stat and sys.W_OK or sys.W_OK + sys.X_OK)
  return not ok and why or nil
end

-- ungrouped tells why a path is no directory of cgroup2, or nil where it is.
local function ungrouped(path)
  local found, message = sys.statfs(path)
  if not found then return message end
  if found.type ~= sys.CGROUP2_SUPER_MAGIC then return kind.show(path) .. " is not a directory of cgroup2" end
end

local LONGEST_SOCKET = 107 -- bytes of its path; unix(7)

-- paths checks that there can be the files which are to be made.
function whole.paths(config, wrong)
  local function check(service, key, why)
    if why then wrong(service, key .. ": " .. why) end
  end
  if config.control then
    local long = #config.control > LONGEST_SOCKET
    check(nil, "control", long and ("a socket's path has at most %d bytes, and this has %d"):format(LONGEST_SOCKET, #config.control)
      or unwritable(config.control))
  end
  if config.cgroup then check(nil, "cgroup", ungrouped(config.cgroup)) end
  for _, service in ipairs(config.services) do
    if service.log and service.log.file then check(service, "log.file", unwritable(service.log.file)) end
    if service.cgroup then check(service, "cgroup", ungrouped(service.cgroup)) end
  end
end

return whole
