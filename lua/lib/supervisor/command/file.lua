-- Runs what a file says is to be supervised: a Lua script or a Procfile.
local sys = require "sys"
local configure = require "supervisor.configure"
local narrate = require "supervisor.narrate"
local procfile = require "supervisor.procfile"
local rundir = require "supervisor.command.rundir"
local supervisor = require "supervisor"
local traceback = require "supervisor.traceback"

-- is_procfile tells by its name.
local function is_procfile(path)
  return path:match "[^/]*$":find "^Procfile" ~= nil
end

-- forgetful calls fn, and has the modules required again that it has required: when
-- a file is read again they may have changed, too.
local function forgetful(fn)
  local before = {}
  for name in pairs(package.loaded) do before[name] = true end
  return function()
    for name in pairs(package.loaded) do
      if not before[name] and not name:find "^supervisor" then package.loaded[name] = nil end
    end
    return fn()
  end
end

-- unreadable is what is wrong with a script that does not compile.
local function unreadable(path, message)
  local fd = sys.open(path, sys.O_RDONLY)
  local line = fd and (sys.read(fd, 200) or ""):match "^[^\n]*" or ""
  if fd then sys.close(fd) end
  if line:find "^[%w_-]+:%s" then message = message .. "\nhint: -f has it read as a Procfile" end
  error(message, 0)
end

-- run_script calls a script with its arguments, and globals of its own: what another
-- reading has set is not there. It gives what the script returns.
local function run_script(path, arguments)
  local chunk, message = loadfile(path)
  if not chunk then unreadable(path, message) end
  setfenv(chunk, setmetatable({}, { __index = _G }))
  return chunk(unpack(arguments))
end

-- checked gives what a script has returned, which must be a supervisor.
local function checked(path, result)
  if supervisor.is(result) then return result end
  error(path .. ': it returns no supervisor: let it end with "return S"', 0)
end

-- read gives the supervisor that a file makes, and has it not run, even if the file
-- says so. What is wrong with the file is raised. as_procfile has the options of a
-- Procfile where it is one.
local function read(path, arguments, as_procfile)
  if as_procfile then
    local S = supervisor.new()
    S.config = procfile.read(path, as_procfile)
    return S
  end
  local run, before = nil, supervisor.beginning
  supervisor.beginning = function(S)
    run = S
    error("the supervisor is not to run now", 0)
  end
  local ok, result = pcall(run_script, path, arguments)
  supervisor.beginning = before
  if run then return run end
  if not ok then error(result, 0) end
  return checked(path, result)
end

-- announce has a socket found in the file's folder for as long as the supervisor runs.
local function announce(S, path, socket)
  local unlink
  S:on("*", function(event)
    unlink = unlink or rundir.link(path, socket)
    if event.is == "end" then unlink() end
  end)
end

-- place gives the supervisor of a file a control socket, if it has none of its own:
-- where the command line or the environment says, or one that is known by the file's
-- place. Nobody has asked for that: where there is room for none, as in a container
-- that can only be read, services run without.
local function place(S, path, asked)
  local config = S.config
  config.control = asked or config.control or sys.getenv "NSLUA_SUPERVISOR"
  if config.control and config.control ~= "" then return announce(S, path, config.control) end
  local socket, message = rundir.path(path)
  config.control = socket
  if not socket then io.stderr:write("nslua: there is no control socket: ", message, "\n") end
end

-- listing is what --check prints of a configuration that is right.
local function listing(path, config)
  local lines, width = { path .. ": " .. #config.services .. (#config.services == 1 and " service" or " services") }, 0
  for _, service in ipairs(config.services) do width = math.max(width, #service.name) end
  for _, service in ipairs(config.services) do
    local what = service.argv and table.concat(service.argv, " ") or "a function"
    local line = ("  %-" .. width .. "s  %-7s  %s"):format(service.name, service.kind, what)
    for _, key in ipairs { "after", "needs" } do
      if service[key] and #service[key] > 0 then
        line = line .. ("  (%s %s)"):format(key, table.concat(service[key], ", "))
      end
    end
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n") .. "\n"
end

-- set_arg has the script find its arguments in arg, as any script does, and what it
-- requires beside it.
local function set_arg(path, arguments)
  arg = { [0] = path, unpack(arguments) }
  local folder = path:match "^(.*/)[^/]*$"
  if folder then package.path = ("%s;%s?.lua;%s?/init.lua"):format(package.path, folder, folder) end
end

-- reason is an error handler: it adds a traceback, but for what nslua's own library
-- refuses, which says by itself where and why.
local function reason(failure)
  local level = 2
  while debug.getinfo(level, "S") and debug.getinfo(level, "S").what == "C" do level = level + 1 end
  local info = debug.getinfo(level, "S")
  local library = "nslua/lib/"
  local refused = info and info.source:sub(2, #library + 1) == library and type(failure) == "string"
    and failure:sub(1, #library) ~= library
  return refused and failure or traceback(failure, 1)
end

-- check prints what is in a file.
local function check(path, read)
  local S = read()
  configure.complete(S.config)
  io.write(listing(path, S.config))
  return 0
end

-- supervise runs what is in a file, or has it run itself.
local function supervise(path, arguments, as_procfile, options)
  local begun, source
  local function prepare(S)
    place(S, path, options.control)
    if options.quiet then S:on("fail", function() end) else narrate(S) end
    S.source = source
  end
  source = forgetful(function()
    local S = read(path, arguments, as_procfile)
    prepare(S)
    return S
  end)
  supervisor.beginning = function(S)
    begun, supervisor.beginning = true, nil -- a service may be a supervisor, too
    prepare(S)
  end
  if as_procfile then return read(path, arguments, as_procfile):run() end
  local result = run_script(path, arguments)
  if begun then return type(result) == "number" and result or result == false and 1 or 0 end
  return checked(path, result):run()
end

-- file supervises what the file at path says, and gives the exit status. options
-- has control, quiet and check, and procfile if the file is one by any name, port and
-- restart for one. complain gets why that cannot be.
return function(path, arguments, options, complain)
  set_arg(path, arguments)
  local as_procfile = (options.procfile or is_procfile(path))
    and { port = options.port, restart = options.restart and "always" }
  local ok, result = xpcall(function()
    if not as_procfile and (options.port or options.restart) then error("--port and --restart are for a Procfile", 0) end
    if options.check then return check(path, function() return read(path, arguments, as_procfile) end) end
    return supervise(path, arguments, as_procfile, options)
  end, reason)
  if ok then return result end
  complain(result)
  return 1
end
