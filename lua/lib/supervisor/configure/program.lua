-- Kinds of what a program is run with: its command, environment, user, limits and
-- namespaces.
local duration = require "supervisor.duration"
local kind = require "supervisor.configure.kind"
local record = require "supervisor.configure.record"
local size = require "supervisor.size"
local sys = require "sys"

local program = {}

-- word is an argument of a command; a number is one as it is printed.
local word = {
  says = "a string or a number",
  read = function(value, at)
    if type(value) == "number" then value = ("%.14g"):format(value) end
    if type(value) ~= "string" then return at:wrong("%s is not a string", kind.show(value)) end
    if value:find "%z" then return at:wrong("%s has a NUL byte, which no argument can have", kind.show(value)) end
    return value
  end,
}

-- command is a program's name and its arguments: {"node", "app.js"}.
program.command = {
  says = 'a command ({"program", "argument", ...})',
  read = function(value, at)
    if type(value) == "string" then value = { value } end
    if type(value) ~= "table" then
      return at:wrong("%s is not %s", kind.show(value), program.command.says)
    end
    local argv = kind.list(word, "an argument").read(value, at)
    if argv and #argv == 0 and next(value) == nil then return at:wrong "the command is empty" end
    if argv and argv[1] == "" then return at:wrong "the program's name is empty" end
    return argv
  end,
}

-- environment is variables by name; false takes one away.
program.environment = {
  says = "a table of strings by name, where false takes a variable away",
  read = function(value, at)
    if type(value) ~= "table" then return at:wrong("%s is not a table of strings by name", kind.show(value)) end
    local read = {}
    for _, name in ipairs(record.names(value)) do
      local item, here = value[name], at:key(name)
      if type(name) ~= "string" or not name:match "^[^=%z]+$" then
        at:wrong("%s cannot be a variable's name", kind.show(name))
      elseif item == true then
        here:wrong "true is not a string, or false to take the variable away"
      else
        if item ~= false then item = word.read(item, here) end
        read[name] = item
      end
    end
    return read
  end,
}

-- user is a name, which is looked up when the service starts, or an id.
program.user = kind.simple("a name or a number from 0 to 4294967294", function(value)
  if type(value) == "string" then return value:match "^[^%s:%z]+$" end
  return type(value) == "number" and value >= 0 and value < 2 ^ 32 - 1 and value == math.floor(value) and value or nil
end)

-- umask is octal, and therefore a string: a number of Lua's is decimal.
program.umask = {
  says = 'an octal string, as "022"',
  read = function(value, at)
    if value == 0 then return 0 end
    if type(value) == "number" then
      return at:wrong('%s is a number, and Lua\'s are decimal: it is written as a string, as "022"', kind.show(value))
    end
    local digits = type(value) == "string" and value:match "^0?o?([0-7][0-7]?[0-7]?)$"
    if not digits then return at:wrong('%s is not an octal string from "000" to "777"', kind.show(value)) end
    return tonumber(digits, 8)
  end,
}

local UNLIMITED = { unlimited = true, infinity = true, [math.huge] = true }
local IN_BYTES = { fsize = 1, data = 1, stack = 1, core = 1, rss = 1, memlock = 1, as = 1, msgqueue = 1 }

-- limit reads one end of a limit: in bytes, seconds or a count, whatever the
-- resource is counted in.
local function limit(name, value, at)
  if UNLIMITED[value] then return sys.RLIM_INFINITY end
  local read, says
  if IN_BYTES[name] then
    read, says = size.read(value), size.says
  elseif name == "cpu" then
    read, says = duration.read(value), duration.says
    if read then read = math.ceil(read) end
  else
    says = "a whole number, 0 or more"
    if type(value) == "number" and value >= 0 and value <= 2 ^ 53 and value == math.floor(value) then read = value end
  end
  if not read then at:wrong('%s is not %s, or "unlimited"', kind.show(value), says) end
  return read
end

local resources = {}
for name in pairs(sys) do
  if name:match "^RLIMIT_" then resources[#resources + 1] = name:sub(8):lower() end
end
table.sort(resources)

-- limits is a table by resource: one value for both limits, or {soft, hard}.
program.limits = {
  says = "a table of limits by name (" .. table.concat(resources, ", ")
    .. '), each a value for both, or {soft, hard}; "unlimited" is none',
  read = function(value, at)
    if type(value) ~= "table" then return at:wrong("%s is not a table of limits by name", kind.show(value)) end
    local read = {}
    for _, name in ipairs(record.names(value)) do
      local item, here = value[name], at:key(name)
      local short = type(name) == "string" and name:lower():gsub("^rlimit_", "")
      local resource = short and sys["RLIMIT_" .. short:upper()]
      if not resource then
        at:wrong("there is no limit %s%s", kind.show(name), kind.meant(name, resources))
      else
        if type(item) ~= "table" then item = { item, item } end
        local soft, hard = limit(short, item[1], here), limit(short, item[2], here)
        if soft and hard and soft > hard then
          here:wrong("the soft limit %s is above the hard limit %s", kind.show(item[1]), kind.show(item[2]))
        end
        read[#read + 1] = { resource, soft, hard }
      end
    end
    return read
  end,
}

local none = sys.CLONE_NEWPID - sys.CLONE_NEWPID
local spaces = {}
for _, name in ipairs { "USER", "PID", "NS", "NET", "UTS", "IPC", "CGROUP", "TIME" } do
  spaces[#spaces + 1] = sys["CLONE_NEW" .. name]
end

-- namespaces are those that a service gets new: flags, or their names.
program.namespaces = {
  says = 'namespaces (CLONE_NEWPID + CLONE_NEWNS, or "newpid,newns")',
  read = function(value, at)
    local ok, flags = pcall(function() return none + value end)
    if not ok then
      local why = tostring(flags):match "%((unknown clone flags '.-')" or tostring(flags):match "%((.*)%)"
      return at:wrong("%s are not %s%s", kind.show(value), program.namespaces.says, why and ": " .. why or "")
    end
    local left = flags
    for _, space in ipairs(spaces) do left = left - space end
    if left ~= none then return at:wrong("%s makes no namespace", tostring(left)) end
    if flags == none then return nil end
    return flags
  end,
}

local MAPS = { "root", "current", "auto" }

-- idmap is what idmap() takes: who is who in a new user namespace.
program.idmap = {
  says = '"root", "current", "auto" or a table as idmap() takes',
  read = function(value, at)
    if type(value) == "table" then
      for _, name in ipairs(record.names(value)) do
        if name ~= "uid" and name ~= "gid" and name ~= "setgroups" then
          at:wrong("unknown key %s%s", kind.show(name), kind.meant(name, { "uid", "gid", "setgroups" }))
        end
      end
      return value
    end
    return kind.one_of(MAPS).read(value, at)
  end,
}

return program
