-- The declaration of everything that can be configured. A row is one key: its
-- name, its kind, its default, and what it means. Checking, messages, defaults
-- and the reference (nslua -m supervisor keys) all come from here.
local kind = require "supervisor.configure.kind"
local program = require "supervisor.configure.program"
local record = require "supervisor.configure.record"
local signals = require "supervisor.configure.signals"

local duration, positive, integer, boolean = kind.duration, kind.positive, kind.integer, kind.boolean

-- Limits of restarts stand in the settings, for all services together, and in
-- a service that has one of its own.
local intensity = kind.either({
  number = kind.as("a whole number, 0 or more, or false", {
    read = function(value, at)
      if value == math.huge then return value end
      return integer(0).read(value, at)
    end,
  }),
  boolean = { read = function(value, at)
    if value == false then return math.huge end
    at:wrong "true is not a whole number, 0 or more, or false for no limit"
  end },
}, "a whole number, 0 or more, or false for no limit")

local on_giveup = kind.one_of { "shutdown", "park" }

local names = kind.list(kind.text, "a list of names")

local backoff = record.of({
  { "from", duration, default = "50ms", doc = "the first delay" },
  { "factor", kind.number(1, 1000), default = 2, doc = "what each further one is multiplied by" },
  { "max", duration, default = "30s", doc = "the longest" },
  { "jitter", kind.number(0, 1), default = .2, doc = "the share of a delay that is taken off at most, at random" },
  { "reset", duration, default = "30s", doc = "after so long a run the next delay is the first again" },
}, "a table of from, factor, max, jitter and reset", nil, function(read, at)
  if read.max < read.from then at:wrong("max is shorter than from") end
end)

local ready = record.of({
  { "fd", integer(3, 63), doc = "the service writes a line to this descriptor when it is ready" },
  { "exec", program.command, doc = "it is ready when this command ends with status 0" },
  { "delay", duration, doc = "it is ready when it has run for so long" },
  { "every", positive, doc = "how often exec is tried (1s)" },
  { "timeout", positive, doc = "with fd: how long the line may take (1m); with exec: how long one try may take (5s)" },
  { "limit", positive, doc = "with exec: how long all tries together may take (1m)" },
}, "a table of fd, exec or delay, or a duration", function(short)
  return (type(short) == "number" or type(short) == "string") and { delay = short }
end, function(read, at)
  local ways = (read.fd and 1 or 0) + (read.exec and 1 or 0) + (read.delay and 1 or 0)
  if ways ~= 1 then return at:wrong "it takes one of fd, exec and delay" end
  if not read.exec and (read.every or read.limit) then
    return at:wrong("%s is for exec", read.every and "every" or "limit")
  end
  if read.delay and read.timeout then return at:wrong "timeout is for fd and exec" end
  if read.exec then
    read.every, read.timeout, read.limit = read.every or 1, read.timeout or 5, read.limit or 60
    if read.timeout > read.limit then at:wrong "timeout, of one try, is longer than limit, of all together" end
  elseif read.fd then
    read.timeout = read.timeout or 60
  end
end)

local health = record.of({
  { "exec", program.command, doc = "the command that ends with status 0 while the service is healthy" },
  { "every", positive, default = "10s", doc = "how often it is run" },
  { "timeout", positive, doc = "how long it may take (5s, or every if that is less)" },
  { "fails", integer(1, 1000), default = 3, doc = "after so many failures in a row the service is restarted" },
}, "a table of exec, every, timeout and fails", nil, function(read, at)
  if not read.exec then return at:wrong "exec is missing: the command that checks" end
  read.timeout = read.timeout or math.min(5, read.every)
  if read.timeout > read.every then at:wrong "timeout is longer than every" end
end)

local stop = record.of({
  { "signal", signals.signal, default = "TERM", doc = "the signal that asks it to end" },
  { "grace", duration, doc = "how long it has until SIGKILL, 0 for none (as in the settings)" },
  { "group", boolean, default = false, doc = "whether its whole process group gets the signal" },
}, "a table of signal, grace and group, or a signal", function(short)
  return (type(short) == "number" or type(short) == "string") and { signal = short }
end)

local lines = {
  { "prefix", kind.either({ boolean = boolean, string = kind.text }, "true, false or a string"),
    doc = "what each line begins with: true for the service's name" },
  { "colour", kind.either({ boolean = boolean, string = kind.one_of { "auto" } }, 'true, false or "auto"'),
    default = "auto", doc = 'whether the prefix is coloured: "auto" on a terminal' },
  { "timestamps", boolean, default = false, doc = "whether each line has the time" },
}

local log_says = "true, a path, or a table of prefix, colour, timestamps, file, size and keep"

local function log_short(short)
  if short == true then return { prefix = true } end
  return type(short) == "string" and { file = short }
end

-- rows joined to others.
local function joined(rows, more)
  local all = { unpack(rows) }
  for _, row in ipairs(more) do all[#all + 1] = row end
  return all
end

local log = record.of(joined(lines, {
  { "file", kind.path, doc = "the lines go to this file, and not to the supervisor's output" },
  { "size", kind.size, doc = "when the file would be longer, it is renamed file.1 and a new one begun" },
  { "keep", integer(0, 1000), doc = "how many files so renamed are kept (5)" },
}), log_says, log_short, function(read, at)
  if (read.size or read.keep) and not read.file then
    return at:wrong("%s is for file", read.size and "size" or "keep")
  end
  if read.keep and not read.size then return at:wrong "keep is for size: without it the file is not renamed" end
  if read.size == 0 then return at:wrong "size must be more than 0" end
  if read.size then read.keep = read.keep or 5 end
end)

local stdin = kind.either({
  string = kind.one_of { "null", "inherit" },
  table = record.of({
    { "file", kind.path, doc = "the file that it reads from" },
  }, 'a table of file', nil, function(read, at)
    if not read.file then at:wrong "file is missing" end
  end),
}, '"null", "inherit" or a table of file')

local pdeathsig = kind.either({
  number = signals.signal, string = signals.signal,
  boolean = { read = function(value, at)
    if value == false then return false end
    at:wrong "true is not a signal, or false for none"
  end },
}, "a signal, or false for none")

-- off is a kind of which false is "none of it".
local function off(of)
  return {
    says = of.says .. ", or false",
    rows = of.rows,
    read = function(value, at)
      if value == false then return false end
      return of.read(value, at)
    end,
  }
end

local schema = {}

-- settings are the keys of require "supervisor" {...}.
schema.settings = {
  { "strategy", kind.one_of { "one_for_one", "rest_for_one", "one_for_all" }, default = "one_for_one",
    doc = "who is restarted with a service that fails: nobody, those defined after it, or all" },
  { "intensity", intensity, default = 5,
    doc = "how many restarts there may be in a period, of all services together that have no intensity of their own; " ..
      "at one more the supervisor gives up. 0: at the first failure, false: never" },
  { "period", positive, default = "10s", doc = "the time in which restarts are counted" },
  { "on_giveup", on_giveup, default = "shutdown",
    doc = "what giving up is: to end everything, or to park the service until it is started by hand" },
  { "grace", duration, default = "10s", doc = "how long services have to end before SIGKILL, 0 for no time at all" },
  { "signals", signals.table, default = { TERM = "shutdown", INT = "shutdown", QUIT = "shutdown", HUP = "reload" },
    doc = "what the supervisor does at signals; those not listed are as in the default, and any other is dropped" },
  { "group", boolean, default = false, doc = "whether forwarded signals go to whole process groups" },
  { "exit", record.of({
    { "from", kind.text, doc = "the service whose end is the supervisor's, with its status" },
    { "map", {
      says = "a table of exit statuses by exit status",
      read = function(value, at)
        if type(value) ~= "table" then return at:wrong("%s is not a table of exit statuses", kind.show(value)) end
        local read = {}
        for _, key in ipairs(record.names(value)) do
          local from = signals.status.read(key, at:key(key))
          local to = signals.status.read(value[key], at:key(key))
          if from then read[from] = to end
        end
        return read
      end,
    }, default = {}, doc = "exit statuses of the supervisor to replace by others: { [143] = 0 } or { TERM = 0 }" },
  }, "a table of from and map"), default = {}, doc = "what the supervisor's exit status is" },
  { "control", kind.path, doc = "the socket that nslua -m supervisor status, start, stop and so on talk to" },
  { "cgroup", kind.path, doc = "a directory of cgroup2, in which each service gets one of its own" },
  { "log", off(record.of(lines, "true, or a table of prefix, colour and timestamps", log_short)),
    doc = "how the output of services is shown, where they do not say themselves; without it they write to the " ..
      "supervisor's own output directly" },
  { "subreaper", boolean, default = true, doc = "whether orphans below the supervisor become its children" },
}

local only = "this is for services: a oneshot is ready when it has ended"

-- service are the keys of S:service "name" {...} and S:oneshot "name" {...};
-- what is different in a oneshot stands in its rows as oneshot.
schema.service = {
  { "run", kind.call, doc = "instead of a command: a Lua function that is called in a process of its own; " ..
    "what it returns is the exit status (nothing or true: 0, false: 1, a number)" },
  { "after", names, default = {}, doc = "services that are waited for: until each is ready, or has ended, or will not run" },
  { "needs", names, default = {}, doc = "as after, and it is started only if these are ready or have ended well" },
  { "restart", kind.one_of { "always", "on-failure", "never" }, default = "always",
    oneshot = { "restart", kind.one_of { "on-failure", "never" }, default = "never" },
    doc = "when it is started again after it has ended by itself" },
  { "success", kind.list(signals.status, "a list of exit statuses"), default = {},
    doc = "exit statuses that are no failure, beside 0: { 2, \"TERM\" }" },
  { "backoff", backoff, default = {}, doc = "the delays before restarts" },
  { "intensity", intensity, doc = "as in the settings, for this service alone" },
  { "period", positive, doc = "as in the settings, for this service alone" },
  { "on_giveup", on_giveup, doc = "as in the settings, for this service alone" },
  { "ready", ready, oneshot = only, doc = "how it is known to be ready; without it, it is when it has been started" },
  { "health", health, oneshot = only, doc = "a check that goes on while it runs" },
  { "stop", stop, default = {}, doc = "how it is stopped" },
  { "env", program.environment, default = {}, doc = "variables beside the supervisor's own; false takes one away" },
  { "clearenv", boolean, default = false, doc = "whether it gets only the variables of env" },
  { "cwd", kind.path, doc = "the directory that it starts in" },
  { "user", program.user, doc = "the user that it runs as, with that user's group and groups" },
  { "group", program.user, doc = "its group" },
  { "groups", kind.list(program.user, "a list of groups"), doc = "its supplementary groups" },
  { "umask", program.umask, doc = "its file mode creation mask" },
  { "limits", program.limits, default = {}, doc = "its resource limits: { nofile = 1024, core = { 0, \"unlimited\" } }" },
  { "nice", integer(-20, 19), doc = "its nice value" },
  { "unshare", program.namespaces, doc = "the namespaces that it gets new; with CLONE_NEWPID it is pid 1 there" },
  { "idmap", program.idmap, doc = "who is who in its user namespace (root)" },
  { "hostname", kind.text, doc = "the host name in its CLONE_NEWUTS" },
  { "setup", kind.call, doc = "a Lua function that is called in its process, in the new namespaces, before user, " ..
    "limits and command; an error there is a failure to start" },
  { "cgroup", kind.path, doc = "the directory of cgroup2 that it runs in" },
  { "pdeathsig", pdeathsig, default = "TERM", doc = "the signal that it gets when the supervisor dies" },
  { "log", off(log), doc = "where its output goes" },
  { "stdin", stdin, doc = "what it reads from (null, or inherit with tty)" },
  { "descriptors", kind.one_of { "inherit" }, doc = "inherit: it gets those that the supervisor was started with, as " ..
    "socket activation passes them; without it no other than 0, 1 and 2" },
  { "tty", kind.one_of { "foreground" }, doc = "foreground: it has the terminal while it runs" },
}

-- oneshot are the rows as they are for one; a row whose oneshot is a string is
-- refused with it.
schema.oneshot = {}
for i, row in ipairs(schema.service) do
  local own = row.oneshot
  if type(own) == "string" then
    own = { row[1], { says = row[2].says, read = function(_, at) at:wrong(only) end } }
  elseif own then
    own.doc = row.doc
  end
  schema.oneshot[i] = own or row
end

return schema
