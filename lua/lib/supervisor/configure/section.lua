-- The tables within a configuration: backoff, ready, health, stop, log and so on.
local kind = require "supervisor.configure.kind"
local program = require "supervisor.configure.program"
local record = require "supervisor.configure.record"
local signals = require "supervisor.configure.signals"

local boolean, duration, integer, positive = kind.boolean, kind.duration, kind.integer, kind.positive

local section = {}

-- alone makes a table of one key out of a number or a string.
local function alone(key)
  return function(value)
    return (type(value) == "number" or type(value) == "string") and { [key] = value } or nil
  end
end

section.backoff = record.of({
  { "from", duration, default = "50ms", doc = "the first delay" },
  { "factor", kind.number(1, 1000), default = 2, doc = "how many times as long as the delay before it each next one is" },
  { "max", duration, default = "30s", doc = "the longest delay" },
  { "jitter", kind.number(0, 1), default = .2,
    doc = "by what share of it, at most, a delay is made shorter or longer at random" },
  { "reset", duration, default = "30s", doc = "after so long a run the next delay is the first one again" },
}, "a table of from, factor, max, jitter and reset", nil, function(read, at)
  if read.max < read.from then at:wrong("max, the longest delay, is shorter than from, the first") end
end)

-- only_for refuses the keys that are of no use with what was chosen.
local function only_for(read, at, chosen, keys)
  for _, key in ipairs(keys) do
    if read[key] then return at:wrong("%s is only for %s", key, chosen) end
  end
end

section.ready = record.of({
  { "fd", integer(3, 63), doc = "it is ready when it has written a line to this descriptor" },
  { "exec", program.command, doc = "it is ready when this command ends with status 0" },
  { "delay", duration, doc = "it is ready when it has run for so long" },
  { "every", positive, doc = 'how long after one try of exec the next begins ("1s")' },
  { "timeout", positive, doc = 'how long the line may take ("60s"), or one try of exec ("5s")' },
  { "limit", positive, doc = 'how long all tries of exec may take together ("60s")' },
}, "a table with fd, exec or delay, or a duration", alone "delay", function(read, at)
  local ways = (read.fd and 1 or 0) + (read.exec and 1 or 0) + (read.delay and 1 or 0)
  if ways ~= 1 then return at:wrong "it takes one of fd, exec and delay" end
  if not read.exec then only_for(read, at, "exec", { "every", "limit" }) end
  if read.delay then only_for(read, at, "fd and exec", { "timeout" }) end
  if read.fd then read.timeout = read.timeout or 60 end
  if not read.exec then return end
  read.every, read.limit = read.every or 1, read.limit or 60
  read.timeout = read.timeout or math.min(5, read.limit)
  if read.timeout > read.limit then at:wrong "timeout, of one try, is longer than limit, of all" end
end)

section.health = record.of({
  { "exec", program.command, doc = "the command that ends with status 0 while the service is well" },
  { "every", positive, default = "10s", doc = "how long after one check the next begins" },
  { "timeout", positive, default = "5s", doc = "how long a check may take" },
  { "fails", integer(1, 1000), default = 3, doc = "after so many failures in a row the service is restarted" },
}, "a table of exec, every, timeout and fails", nil, function(read, at)
  if not read.exec then at:wrong "exec is missing: the command that checks" end
end)

section.stop = record.of({
  { "signal", signals.signal, default = "TERM", doc = "the signal that asks it to end" },
  { "grace", duration, doc = "how long it has before SIGKILL comes; 0 for no time (as in the settings)" },
  { "group", boolean, default = false, doc = "whether its whole process group gets the signal" },
}, "a table of signal, grace and group, or a signal", alone "signal")

local lines = {
  { "prefix", kind.either({ boolean = boolean, string = kind.line }, "true, false or a string"),
    doc = "what stands before each line: true for the service's name" },
  { "colour", kind.either({ boolean = boolean, string = kind.one_of { "auto" } }, 'true, false or "auto"'),
    default = "auto", doc = "whether the prefix is coloured; auto: on a terminal" },
  { "timestamps", boolean, default = false, doc = "whether the time stands before each line" },
}

-- shown is the log of the settings: for all services, and hence to no file.
section.shown = record.of(lines, "true, or a table of prefix, colour and timestamps", function(value)
  return value == true and { prefix = true } or nil
end)

local with_file = { unpack(lines) }
for _, row in ipairs {
  { "file", kind.path, doc = "the file that its output goes to; with prefix it is seen on the supervisor's output too" },
  { "size", kind.checked(kind.size, function(bytes) return bytes == 0 and "it must be more than 0" end),
    doc = "before the file gets larger it becomes file.1, and a new one begins" },
  { "keep", integer(0, 1000), doc = "how many such old files there may be (5)" },
} do table.insert(with_file, row) end

section.log = record.of(with_file, "true, a path, or a table of prefix, colour, timestamps, file, size and keep",
  function(value)
    if value == true then return { prefix = true } end
    return type(value) == "string" and { file = value } or nil
  end, function(read, at)
    if not read.file then return only_for(read, at, "file", { "size", "keep" }) end
    if not read.size then return only_for(read, at, "size", { "keep" }) end
    read.keep = read.keep or 5
  end)

section.stdin = kind.either({
  string = kind.one_of { "null", "inherit" },
  table = record.of({
    { "file", kind.path, doc = "the file that it reads from" },
  }, "a table of file", nil, function(read, at)
    if not read.file then at:wrong "file is missing" end
  end),
}, '"null", "inherit" or a table of file')

section.exit = record.of({
  { "from", kind.name,
    doc = "the service with which everything ends, and with its status; \"any\": the first one that ends" },
  { "map", signals.statuses, default = {}, doc = "what to end with instead of some: { [143] = 0 }, or { TERM = 0 }" },
}, "a table of from and map")

return section
