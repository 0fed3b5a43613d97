-- The command line nslua -m supervisor: it runs a file, or tells a supervisor that
-- runs what to do.
local sys = require "sys"
local near = require "supervisor.near"
local rundir = require "supervisor.command.rundir"

local USAGE = [[
usage: nslua -m supervisor [options] FILE [arguments]   supervises what FILE says
       nslua -m supervisor [--control PATH] COMMAND     tells one that runs

FILE is a Lua script that returns a supervisor, or a Procfile (named Procfile...).
  --check               only checks it, and prints what there is to run
  -f, --procfile FILE   is a Procfile, whatever its name
  -p, --port N          of a Procfile: the PORT of the first, instead of 5000
  --restart             of a Procfile: starts again what ends, and goes on
  --control PATH        the socket for the commands
  -q, --quiet           says nothing of its own
  -h, --help            prints this

Commands:
  status [--json] [NAME...]
  start|stop|restart [--no-wait] NAME...|all
  logs [-f, --follow] [-n, --lines N] [NAME...]
  reload [--no-wait]    reads FILE again, and changes what has changed there
  shutdown [--no-wait]
  keys                  shows everything that FILE can say of a service

Without --control the socket is $NSLUA_SUPERVISOR, or that of the supervisor whose
FILE is in this folder. A command ends with status 0 when it is done, 1 when it has
failed, 2 when it is misspelt, and 3 when no supervisor is there.]]

-- What each option is called in full, and whether a word follows it.
local LONG = { f = "follow", n = "lines", h = "help", p = "port", q = "quiet" }
local TAKES = { control = "path", procfile = "file", lines = "number", port = "number" }

-- Which options there are: of running a file, and of each command.
local RUN = { "check", "procfile", "port", "restart", "control", "quiet", "help" }
local COMMANDS = {
  status = { "json" },
  start = { "no-wait", names = true },
  stop = { "no-wait", names = true },
  restart = { "no-wait", names = true },
  logs = { "follow", "lines" },
  reload = { "no-wait", none = true },
  shutdown = { "no-wait", none = true },
  keys = { none = true },
}

-- misuse raises what is wrong with the command line.
local function misuse(format, ...) error({ misuse = format:format(...) }, 0) end

-- option reads the one at argv[i] into options, and gives the place of the next word.
local function option(argv, i, known, options)
  local word, rest = argv[i], nil
  local name, value = word:match "^%-%-([^=]+)=?(.*)$"
  if name and not word:find("=", 1, true) then value = nil end
  if not name then
    name, rest = word:sub(2, 2), word:sub(3)
    name = known == RUN and name == "f" and "procfile" or LONG[name] or name
    value = rest ~= "" and rest or nil
  end
  local there = { "control", "help", unpack(known) }
  for _, other in ipairs(there) do there[other] = true end
  if not there[name] then
    misuse("argument %d: there is no option %s here%s", i, word, near(name, there, "--%s"))
  end
  if not TAKES[name] then
    options[name] = true
    if rest and rest ~= "" then -- -fn 5 is -f -n 5
      argv[i] = "-" .. rest
      return i
    end
    if value then misuse("argument %d: --%s takes no value", i, name) end
    return i + 1
  end
  if not value then i, value = i + 1, argv[i + 1] end
  if not value or value == "" then misuse("--%s: a %s must follow", name, TAKES[name]) end
  if name == "lines" and not value:find "^%d+$" then misuse("argument %d: %s is no number of lines", i, value) end
  options[name] = value
  return i + 1
end

-- parse takes the command line apart: the options, and then either a command and its
-- names, or a file and what belongs to it.
local function parse(argv)
  local options, i = {}, 1
  while argv[i] and argv[i]:find "^%-." and argv[i] ~= "--" do i = option(argv, i, RUN, options) end
  local plain = argv[i] == "--"
  if plain then i = i + 1 end
  if options.help or options.procfile then return options, nil, { unpack(argv, i) } end
  local word = argv[i]
  if not word then misuse "a file or a command must be given" end
  local known = not plain and COMMANDS[word]
  if not known then return options, nil, { unpack(argv, i + 1) }, word end
  for name in pairs(options) do
    if name ~= "control" and name ~= "help" then misuse("--%s is for a file, and not for %s", name, word) end
  end
  local names = {}
  i = i + 1
  while argv[i] do
    if argv[i]:find "^%-." then
      i = option(argv, i, known, options)
    else
      if known.none then misuse("argument %d: %s takes no names", i, word) end
      if argv[i]:find "[%s%c]" or argv[i] == "" then misuse("argument %d: no service is named %q", i, argv[i]) end
      names[#names + 1] = argv[i]
      i = i + 1
    end
  end
  if known.names and #names == 0 and not options.help then misuse('%s: which services? "all" is all of them', word) end
  return options, word, names
end

local function complain(message)
  io.stderr:write("nslua: ", message, "\n")
end

-- where gives the socket of the supervisor that is meant; nil and why there is none.
local function where(options)
  local path = options.control or sys.getenv "NSLUA_SUPERVISOR"
  if path and path ~= "" then return path end
  local found = rundir.find "."
  if #found == 1 then return found[1] end
  local folder = sys.getcwd() or "."
  if #found == 0 then
    return nil, "no supervisor runs a file of " .. folder
      .. ": start one with nslua -m supervisor FILE, or name its socket with --control PATH"
  end
  return nil, ("%d supervisors run files of %s: name the socket of one with --control PATH\n  %s"):format(
    #found, folder, table.concat(found, "\n  "))
end

-- missing says that there is no such file.
local function missing(file)
  local names = {}
  for name in pairs(COMMANDS) do names[#names + 1] = name end
  return ("there is no file %s%s"):format(file, near(file, names, "the command %s"))
end

-- instruct has a command done by the supervisor that runs.
local function instruct(options, command, names)
  local path, message = where(options)
  if not path then
    complain(message)
    return 3
  end
  return require "supervisor.command.client" (path, command, names, options, complain)
end

return function(...)
  local ok, options, command, words, file = pcall(parse, { ... })
  if not ok then
    if type(options) ~= "table" then error(options, 0) end
    complain("supervisor: " .. options.misuse .. "\n" .. USAGE:match "^[^\n]*\n[^\n]*" .. "\n-h tells more")
    return 2
  elseif options.help then
    print(USAGE)
    return 0
  elseif command == "keys" then
    io.write(require "supervisor.configure.reference" ())
    return 0
  elseif command then
    return instruct(options, command, words)
  end
  file = file or options.procfile
  if not sys.stat(file) then
    complain(missing(file))
    return 1
  end
  return require "supervisor.command.file" (file, words, options, complain)
end
