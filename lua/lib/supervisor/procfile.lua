-- Procfiles, as foreman, honcho and Heroku read them: a line "name: command" for
-- each process. Beside one may stand a file .env with variables.
local configure = require "supervisor.configure"
local sys = require "sys"
local text = require "supervisor.text"

local procfile = {}

local PORT, STEP = 5000, 100 -- foreman's

-- lines gives the lines of a file with their places, "Procfile:3"; or nil, message,
-- errno.
local function lines(path)
  local whole, message, errno = text(path)
  if not whole then return nil, message, errno end
  local found = {}
  for line in (whole:gsub("\r\n", "\n") .. "\n"):gmatch "(.-)\n" do
    found[#found + 1] = { text = line, place = path .. ":" .. #found + 1 }
  end
  return found
end

local function wrong(line, message)
  error(line.place .. ": " .. message, 0)
end

local ESCAPES = { n = "\n", r = "\r", t = "\t" }

-- value reads what stands after KEY=: 'as it is', "with \n in it", or plain up to
-- a comment.
local function value(text, line)
  local quote = text:match "^['\"]"
  if not quote then return (text:gsub("%s+#.*$", ""):gsub("%s+$", "")) end
  local at = 2
  while at <= #text and text:sub(at, at) ~= quote do
    at = at + (quote == '"' and text:sub(at, at) == "\\" and 2 or 1)
  end
  if at > #text then wrong(line, "the quote is not closed") end
  if not text:sub(at + 1):match "^%s*$" and not text:sub(at + 1):match "^%s+#" then
    wrong(line, "there is more after the quote")
  end
  local inner = text:sub(2, at - 1)
  if quote == "'" then return inner end
  return (inner:gsub("\\(.)", function(c) return ESCAPES[c] or c end))
end

-- environment reads a file of KEY=value lines; export before them, blank lines and
-- comments are let be. A file that is not there has none.
function procfile.environment(path)
  local found, message, errno = lines(path)
  if not found and errno == sys.ENOENT then return {} end
  if not found then error(message, 0) end
  local variables = {}
  for _, line in ipairs(found) do
    local text = line.text:gsub("^%s*export%s+", "")
    if not text:match "^%s*$" and not text:match "^%s*#" then
      local key, rest = text:match "^%s*([%a_][%w_]*)%s*=%s*(.-)%s*$"
      if not key then wrong(line, "this is not KEY=value") end
      variables[key] = value(rest, line)
    end
  end
  return variables
end

-- Words with which a shell has to do more than to become a program.
local SHELLS_OWN = {}
for word in ([[. : [ ! { alias bg break case cd command continue do done elif else esac eval exec exit export
  false fg fi for function getopts hash if jobs kill local printf pwd read readonly return select set shift
  source test then time times trap true type typeset ulimit umask unalias unset until wait while]]):gmatch "%S+" do
  SHELLS_OWN[word] = true
end

-- replaced gives a command such that the shell does not stay as its parent, where it
-- is a plain one: a shell would keep signals from it.
local function replaced(command)
  local word = command:match "^%S+"
  if SHELLS_OWN[word] or word:find "=" or command:find "[;&|()`\n]" then return command end
  return "exec " .. command
end

-- processes reads the lines of a Procfile.
local function processes(path)
  local found, message = lines(path)
  if not found then error(message, 0) end
  local list = {}
  for _, line in ipairs(found) do
    if not line.text:match "^%s*$" and not line.text:match "^%s*#" then
      local name, command = line.text:match "^%s*([%w_-]+)%s*:%s*(.-)%s*$"
      if not name then wrong(line, 'this is not "name: command"') end
      if command == "" then wrong(line, name .. " has no command") end
      list[#list + 1] = { name = name, command = command, place = line.place }
    end
  end
  if #list == 0 then error(path .. ": there is no process in it", 0) end
  return list
end

-- port gives the first of count ports, and may come from where it is said.
local function port(from, value, count)
  local number, last = tonumber(value), 65535 - (count - 1) * STEP
  if not number or number < 1 or number > last or number ~= math.floor(number) then
    error(("%s: %q is not a port from 1 to %d"):format(from, tostring(value), last), 0)
  end
  return number
end

-- first_port is what is asked for, or PORT of .env, or of the environment.
local function first_port(path, options, dotenv, variables, count)
  if options.port then return port(path .. ": port", options.port, count) end
  if variables.PORT then return port(dotenv .. ": PORT", variables.PORT, count) end
  local own = sys.getenv "PORT"
  return own and own ~= "" and port("PORT of the environment", own, count) or PORT
end

-- read gives the configuration that a Procfile stands for. As in foreman, its
-- processes run in its directory, with the variables of .env and with PORT: 5000 for
-- the first and 100 more for each that follows; and the end of one is the end of all.
-- options may have env (the path of another .env), port, the first one, and restart:
-- "always" or "on-failure" keeps processes running instead.
function procfile.read(path, options)
  options = options or {}
  local directory = path:match "^(.*/)[^/]*$"
  local dotenv = options.env or (directory or "") .. ".env"
  local variables = procfile.environment(dotenv)
  local list = processes(path)
  local base = first_port(path, options, dotenv, variables, #list)
  local settings = { grace = "5s", signals = { HUP = "shutdown" }, log = { prefix = true } }
  if not options.restart then settings.exit = { from = "any" } end
  local config = configure.settings(settings, path)
  for i, process in ipairs(list) do
    local env = { PORT = base + (i - 1) * STEP }
    for key, item in pairs(variables) do
      if key ~= "PORT" then env[key] = item end
    end
    configure.service(config, "service", process.name, {
      "/bin/sh", "-c", replaced(process.command),
      env = env, cwd = directory, restart = options.restart or "never",
    }, process.place)
  end
  return config
end

return procfile
