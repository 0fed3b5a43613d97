-- The end of a launch: the program, or the function, that a service is.
local sys = require "sys"
local stage = require "supervisor.launch.stage"
local traceback = require "supervisor.traceback"

-- call runs a service's function as a program of its own: what it returns is the exit
-- status, and an error is told on stderr.
local function call(service)
  local ok, status = xpcall(service.run, traceback)
  if not ok then
    sys.write_all(2, ("nslua: %s: %s\n"):format(service.name, status))
    sys.exit(1)
  end
  if status == nil or status == true then status = 0 end
  status = tonumber(status) or 1
  local whole = status >= 0 and status <= 255 and status % 1 == 0
  sys.exit(whole and status or 1) -- 256 would be 0
end

-- program never returns but with a refusal raised. As execvp does, it looks for a name
-- without a slash in PATH, the service's own by now, and gives a script without #! to
-- /bin/sh.
return function(service, io, told)
  if service.run then
    if io.close then io.close() end
    sys.prctl(sys.PR_SET_NAME, service.name)
    sys.close(told)
    call(service)
  end
  local argv = { unpack(service.argv, 2) }
  stage.must(sys.execvp(service.argv[1], argv))
end
