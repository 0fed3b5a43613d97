-- Kinds of signals: by name or number, and what is done at which.
local kind = require "supervisor.configure.kind"
local near = require "supervisor.near"
local sys = require "sys"

local signals = {}

-- names lists those of all signals. It takes a millisecond: a message asks for it.
local function names()
  local list = {}
  for name in pairs(sys) do
    if name:match "^SIG%u" then
      list[#list + 1] = name
      list[#list + 1] = name:sub(4)
    end
  end
  table.sort(list)
  return list
end

-- real_time gives the number of "RTMIN+3" or "RTMAX-1".
local function real_time(name)
  local base, sign, offset = name:match "^(RTM%u%u)([+-])(%d+)$"
  local value
  if base == "RTMIN" and sign == "+" then value = sys.SIGRTMIN + offset end
  if base == "RTMAX" and sign == "-" then value = sys.SIGRTMAX - offset end
  return value and value >= sys.SIGRTMIN and value <= sys.SIGRTMAX and value or nil
end

-- number gives that of a signal: of 15, "15", "TERM", "SIGTERM", "sigterm"; nil where
-- there is none such.
local function number(value)
  if type(value) == "string" then
    local name = value:upper():gsub("^SIG", "")
    value = name:match "^%u" and sys["SIG" .. name] or real_time(name) or tonumber(name:match "^%d+$")
  end
  return kind.whole(value, 1, sys.SIGRTMAX) and value or nil
end

-- signal is a kind: any that can be sent.
signals.signal = {
  says = 'a signal ("TERM", "SIGTERM", 15)',
  named = "a signal",
  read = function(value, at)
    local signal = number(value)
    if not signal then at:wrong("%s is not %s%s", kind.show(value), signals.signal.says, near(value, names())) end
    return signal
  end,
}

-- status is a kind: how a program ends, its code or 128 + the signal.
signals.status = kind.simple('an exit status (0 to 255, or a signal, as "TERM", for 128 + its number)', function(value)
  if type(value) == "string" then
    local signal = number(value)
    return signal and 128 + signal
  end
  return kind.whole(value, 0, 255) and value or nil
end)

-- statuses is a kind: exit statuses by exit status.
signals.statuses = kind.map("a table of exit statuses by exit status", function(key, value, at, all)
  local from, to = signals.status.read(key, at), signals.status.read(value, at)
  if from and all[from] then return at:wrong("the status %d is there twice", from) end
  if from then all[from] = to end
end)

-- Why some signals cannot be listed: a supervisor never gets them, or needs them.
local kept = {
  [sys.SIGKILL] = "nothing can catch it",
  [sys.SIGSTOP] = "nothing can catch it",
  [sys.SIGCHLD] = "it tells the supervisor that a process has ended",
  [sys.SIGURG] = "the Go runtime keeps it for itself",
  [sys.SIGPROF] = "the Go runtime keeps it for itself",
  [32] = "nslua keeps it for itself",
  [33] = "nslua keeps it for itself",
}
for _, fault in ipairs { "SEGV", "BUS", "FPE", "ILL", "TRAP", "ABRT", "SYS" } do
  kept[sys["SIG" .. fault]] = "it tells of a fault in the supervisor itself"
end

local DOES = { "shutdown", "reload", "drop", "forward" }
local action_says = '"shutdown", "reload", "drop" (or false), "forward", "forward:SIGNAL", '
  .. '"forward:SIGNAL:service" or a function'

-- forwarded reads what stands after "forward:": SIGNAL, SIGNAL:service, :service.
local function forwarded(how, at)
  local signal, to = how:match "^([^:]*):?([^:]*)$"
  if how == "" or not signal then return at:wrong("%s is not %s", kind.show("forward:" .. how), action_says) end
  return {
    does = "forward",
    signal = signal ~= "" and signals.signal.read(signal, at) or nil,
    to = to ~= "" and to or nil,
  }
end

-- action reads what is done at a signal.
local function action(value, at)
  if value == false then return { does = "drop" } end
  if type(value) == "function" then return { does = "call", fn = value } end
  if type(value) == "string" and value:match "^forward:" then return forwarded(value:sub(9), at) end
  for _, does in ipairs(DOES) do
    if value == does then return { does = does } end
  end
  at:wrong("%s is not %s%s", kind.show(value), action_says, near(value, DOES))
end

local others = kind.either({
  string = kind.one_of { "drop", "forward" },
  boolean = kind.simple('"drop" (or false) or "forward"', function(value) return value == false and "drop" or nil end),
}, '"drop" (or false) or "forward"')

-- actions is a kind: what is done at which signal. It is read into actions by number,
-- with what becomes of others as default.
signals.actions = kind.map(
  "a table by signals, each " .. action_says .. '; default is for those not listed: "drop" or "forward"',
  function(key, value, at, all)
    if key == "default" then
      all.default = others.read(value, at)
      return
    end
    local signal = signals.signal.read(key, at)
    if not signal then return end
    local name = sys.signame(signal) or "signal " .. signal
    if kept[signal] then return at:wrong("%s cannot be listed: %s", name, kept[signal]) end
    if all[signal] then return at:wrong("%s is listed twice", name) end
    all[signal] = action(value, at) or { does = "drop" }
  end)

return signals
