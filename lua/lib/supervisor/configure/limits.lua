-- The kind of resource limits: a table by name, { nofile = 1024, core = "unlimited" }.
local duration = require "supervisor.duration"
local kind = require "supervisor.configure.kind"
local near = require "supervisor.near"
local size = require "supervisor.size"
local sys = require "sys"

local UNLIMITED = { unlimited = true, [math.huge] = true }

-- What is not counted, but measured.
local UNITS = { cpu = { says = duration.says, read = function(value)
  local seconds = duration.read(value)
  return seconds and math.ceil(seconds)
end } }
for _, name in ipairs { "fsize", "data", "stack", "core", "rss", "memlock", "as", "msgqueue" } do UNITS[name] = size end

local count = {
  says = "a whole number, 0 or more",
  read = function(value) return kind.whole(value, 0, 2 ^ 53) and value or nil end,
}

local names = { "as", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc",
  "rss", "rtprio", "rttime", "sigpending", "stack" }

-- one reads a soft limit, or a hard one.
local function one(unit, value, at)
  if value ~= nil and UNLIMITED[value] then return sys.RLIM_INFINITY end
  local read = unit.read(value)
  if not read then at:wrong('%s is not %s, nor "unlimited"', kind.show(value), unit.says) end
  return read
end

local says = 'a table by the names of limits, each a value, or { soft, hard }; "unlimited" is no limit. There are '
  .. table.concat(names, ", ")

-- It is read into a list of {resource, soft, hard}.
return kind.map(says, function(name, value, at, all)
  local short = type(name) == "string" and name:lower():gsub("^rlimit_", "")
  local resource = short and sys["RLIMIT_" .. short:upper()]
  if not resource then return at:wrong("there is no such limit%s", near(name, names)) end
  local unit = UNITS[short] or count
  if type(value) ~= "table" then
    local both = one(unit, value, at)
    table.insert(all, { resource, both, both })
    return
  end
  for key in pairs(value) do
    if key ~= 1 and key ~= 2 then return at:wrong("it has the key %s, and is { soft, hard }", kind.show(key)) end
  end
  local soft, hard = one(unit, value[1], at:key(1)), one(unit, value[2], at:key(2))
  if soft and hard and soft > hard then
    at:wrong("the soft limit %s is above the hard limit %s", kind.show(value[1]), kind.show(value[2]))
  end
  table.insert(all, { resource, soft, hard })
end)
