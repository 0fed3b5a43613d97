-- Signals in a configuration: by name or number, and what is done at which.
local kind = require "supervisor.configure.kind"
local record = require "supervisor.configure.record"
local sys = require "sys"

local signals = {}

-- names are those of all signals.
local names = {}
for name, number in pairs(sys) do
  if type(number) == "number" and name:match "^SIG%u" then
    names[#names + 1] = name
    names[#names + 1] = name:sub(4)
  end
end
table.sort(names)

-- number gives that of a signal: of 15, "15", "TERM", "SIGTERM", "sigterm",
-- "RTMIN+3"; nil where there is none such.
local function number(value)
  if type(value) == "string" then
    local name = value:upper():gsub("^SIG", "")
    local base, sign, offset = name:match "^(RTM%a%a)([+-])(%d+)$"
    local first, last = sys.SIGRTMIN, sys.SIGRTMAX
    if base == "RTMIN" and sign == "+" then
      value = first + offset
    elseif base == "RTMAX" and sign == "-" then
      value = last - offset
    else
      value = name:match "^%u" and sys["SIG" .. name] or tonumber(name:match "^%d+$")
    end
    if base and not (value and value >= first and value <= last) then return nil end
  end
  if type(value) ~= "number" or not (value >= 1 and value <= sys.SIGRTMAX) or value ~= math.floor(value) then return nil end
  return value
end

-- name is that of a number, which may have none.
local function name(signal)
  return sys.signame(signal) or "signal " .. signal
end

-- signal is a kind: any that can be sent.
signals.signal = {
  says = 'a signal ("TERM", "SIGTERM", 15)',
  read = function(value, at)
    local signal = number(value)
    if not signal then
      return at:wrong("%s is not a signal (a name, as \"TERM\" or \"SIGTERM\", or a number)%s",
        kind.show(value), kind.meant(value, names))
    end
    return signal
  end,
}

-- status is a kind: how a program ended, its code or 128 + the signal.
signals.status = {
  says = 'an exit status (0 to 255, or a signal as "TERM", which is 128 + its number)',
  read = function(value, at)
    if type(value) == "string" and not tonumber(value) then
      local signal = number(value)
      if signal then return 128 + signal end
    elseif type(value) == "number" and value >= 0 and value <= 255 and value == math.floor(value) then
      return value
    end
    at:wrong("%s is not %s", kind.show(value), signals.status.says)
  end,
}

-- Why some signals cannot be listed: a supervisor never gets them, or needs them.
local kept = {
  [sys.SIGKILL] = "nothing can catch it",
  [sys.SIGSTOP] = "nothing can catch it",
  [sys.SIGCHLD] = "the supervisor learns by it that a process has ended",
  [32] = "the C library keeps it for itself",
  [33] = "nslua keeps it for itself",
}
for _, fault in ipairs { "SEGV", "BUS", "FPE", "ILL", "TRAP", "ABRT", "SYS" } do
  kept[sys["SIG" .. fault]] = "it tells of a fault of the supervisor itself"
end
for _, own in ipairs { "URG", "PROF" } do
  kept[sys["SIG" .. own]] = "the Go runtime keeps it for itself"
end

local DOES = { "shutdown", "reload", "drop", "forward" }
local deed = '"shutdown", "reload", "drop" (or false), "forward", "forward:QUIT", "forward:QUIT:name" or a function'

-- forwarded reads what stands after "forward": ":SIGNAL:NAME", either of which
-- may be empty or left out.
local function forwarded(rest, at)
  local signal, to = rest:match "^:([^:]*):?([^:]*)$"
  if rest ~= "" and not signal then return at:wrong("%s is not %s", kind.show("forward" .. rest), deed) end
  local action = { does = "forward" }
  if signal and signal ~= "" then action.signal = signals.signal.read(signal, at) end
  if to and to ~= "" then action.to = to end
  return action
end

-- action reads what is done at a signal.
local function action(value, at)
  if value == false then return { does = "drop" } end
  if type(value) == "function" then return { does = "call", fn = value } end
  if type(value) == "string" then
    if value:match "^forward:" or value == "forward" then return forwarded(value:sub(8), at) end
    for _, does in ipairs(DOES) do
      if value == does then return { does = does } end
    end
  end
  at:wrong("%s is not %s%s", kind.show(value), deed, kind.meant(value, DOES))
end

-- others reads what becomes of signals that are not listed.
local function others(value, at)
  if value == "drop" or value == false then return "drop" end
  if value == "forward" then return "forward" end
  at:wrong('%s is not "drop" (or false) or "forward"', kind.show(value))
end

-- table is a kind: what is done at which signal. It is read into two things, the
-- actions by number, and what becomes of others.
signals.table = {
  says = "a table of actions by signal, each " .. deed .. '; default = "drop" or "forward" is for all others',
  read = function(value, at)
    if type(value) ~= "table" then return at:wrong("%s is not a table of actions by signal", kind.show(value)) end
    local read = { actions = {}, others = "drop" }
    for _, key in ipairs(record.names(value)) do
      local here = at:key(key)
      if key == "default" then
        read.others = others(value[key], here)
      else
        local signal = signals.signal.read(key, here)
        if signal and kept[signal] then
          here:wrong("%s cannot be listed: %s", name(signal), kept[signal])
        elseif signal and read.actions[signal] then
          here:wrong("%s is listed twice", name(signal))
        elseif signal then
          read.actions[signal] = action(value[key], here) or { does = "drop" }
        end
      end
    end
    return read
  end,
}

return signals
