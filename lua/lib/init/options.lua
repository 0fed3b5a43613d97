-- The command line of init: tini's, and dumb-init's, as one.
local duration = require "supervisor.duration"
local signals = require "supervisor.configure.signals"

local options = {}

options.usage = [[
usage: nslua -m init [options] [--] command [argument ...]

Runs a command as the init of a container does: reaps the orphans, hands signals
on to it, and ends with its exit status when nothing is left.

  -g                 signals go to the command's whole process group
  -c, --single-child signals go to the command alone (that is the default)
  -r, --rewrite S:R  hands on signal R when S comes; 0 for R drops it
  -e N               exit status N of the command becomes 0
  -s                 fails where orphans would not come to it (without -s it is tried)
  -p SIGNAL          gets SIGNAL when its parent ends
  -w                 warns of each orphan that is reaped
  -v, --verbose      tells more: twice of starts and ends, three times of signals
      --grace T      how long what the command leaves behind has, after SIGTERM,
                     until SIGKILL (5s)
  -h, --help         prints this
  -V, --version      prints the version

The environment: TINI_SUBREAPER is -s, TINI_KILL_PROCESS_GROUP is -g,
TINI_VERBOSITY is how often -v; DUMB_INIT_DEBUG=1 is -vvv, DUMB_INIT_SETSID=0 is -c.
]]

-- signal gives a signal's number, by name or number; nil where there is none such.
local function signal(text)
  return signals.signal.read(text, { wrong = function() end })
end

-- Each option by its letter: the function that takes note of it, and whether it has
-- a value. It returns what is wrong with that, if something is.
local letters = {
  g = { function(o) o.group = true end },
  c = { function(o) o.group = false end },
  s = { function(o) o.subreaper = true end },
  w = { function(o) o.warn = true end },
  v = { function(o) o.verbosity = o.verbosity + 1 end },
  h = { function(o) o.help = true end },
  V = { function(o) o.version = true end },
  e = { function(o, text)
    local status = text:match "^%d+$" and tonumber(text)
    if not status or status > 255 then return "is not an exit status, 0 to 255" end
    o.map[status] = 0
  end, true },
  p = { function(o, text)
    o.parent_death = signal(text)
    if not o.parent_death then return "is not a signal" end
  end, true },
  r = { function(o, text)
    local from, to = text:match "^([^:]+):([^:]+)$"
    local number = from and signal(from)
    if not number then return "is not SIGNAL:SIGNAL, nor SIGNAL:0" end
    if to ~= "0" and not signal(to) then return "is not SIGNAL:SIGNAL, nor SIGNAL:0" end
    o.rewrite[number] = to == "0" and "drop" or "forward:" .. to
  end, true },
  grace = { function(o, text)
    o.grace = duration.read(text)
    if not o.grace then return "is not a duration, as 10 or 500ms" end
  end, true },
}

-- valued tells whether an option has a value.
local function valued(letter) return letters[letter] ~= nil and letters[letter][2] end

local words = {
  help = "h", version = "V", verbose = "v", rewrite = "r", grace = "grace",
  ["single-child"] = "c",
}

-- from_environment are the options that are set there. An option on the command line
-- comes after them, and adds to the verbosity.
local function from_environment(getenv)
  return {
    group = getenv "TINI_KILL_PROCESS_GROUP" ~= nil and getenv "DUMB_INIT_SETSID" ~= "0",
    subreaper = getenv "TINI_SUBREAPER" ~= nil,
    verbosity = tonumber((getenv "TINI_VERBOSITY" or ""):match "^%-?%d+")
      or getenv "DUMB_INIT_DEBUG" == "1" and 3 or 1,
    grace = 5,
    map = {},
    rewrite = {},
  }
end

-- take notes an option. dashed is how it was written; value is nil where it has none.
local function take(o, letter, dashed, value)
  local option = letters[letter]
  if not option then return "there is no option " .. dashed end
  local note = option[1]
  if not valued(letter) then return note(o) end
  if not value then return dashed .. " needs a value" end
  local wrong = note(o, value)
  return wrong and ("%s %s %s"):format(dashed, value, wrong)
end

-- read gives the options and, in argv, the command; or nil and what is wrong. The
-- first argument that is no option begins the command: what comes behind it is
-- the command's, whatever it looks like.
function options.read(arguments, getenv)
  local o = from_environment(getenv)
  local at, wrong = 1, nil
  local function following()
    at = at + 1
    return arguments[at]
  end
  while arguments[at] and not wrong do
    local word = arguments[at]
    if word == "--" then
      at = at + 1
      break
    elseif word:sub(1, 2) == "--" then
      local name, value = word:match "^%-%-([^=]+)=?(.*)$"
      local letter = name and words[name] or word
      if not word:find "=" then value = valued(letter) and following() end
      wrong = take(o, letter, "--" .. (name or ""), value)
    elseif word:match "^%-." then
      local cluster = word:sub(2)
      while cluster ~= "" and not wrong do
        local letter = cluster:sub(1, 1)
        cluster = cluster:sub(2)
        local value
        if valued(letter) then
          value = cluster ~= "" and cluster or following()
          cluster = ""
        end
        wrong = take(o, letter, "-" .. letter, value)
      end
    else
      break
    end
    at = at + 1
  end
  if wrong then return nil, wrong end
  o.argv = { unpack(arguments, at) }
  if not o.help and not o.version and (o.argv[1] or "") == "" then return nil, "there is no command" end
  return o
end

return options
