-- The environment of a service: the supervisor's, what its user is known by, and what
-- the service says itself, which goes before all else.
local sys = require "sys"
local stage = require "supervisor.launch.stage"

-- personal is what login(1) sets of a user, as systemd does for User=. One who is not in
-- /etc/passwd has the root directory for a home, as in a container.
local function personal(become)
  if not become.uid then return {} end
  local passwd = become.passwd
  if not passwd then return { HOME = "/", USER = false, LOGNAME = false, SHELL = false } end
  local shell = passwd.shell ~= "" and passwd.shell or "/bin/sh"
  return { HOME = passwd.dir, USER = passwd.name, LOGNAME = passwd.name, SHELL = shell }
end

local function put(variables)
  for name, value in pairs(variables) do
    if value == false then
      stage.must(sys.unsetenv(name))
    else
      stage.must(sys.setenv(name, tostring(value)))
    end
  end
end

-- environment changes this process's own, in which PATH is then the service's also for
-- exec.
return function(service, become, invocation)
  if service.clearenv then
    for name in pairs(sys.environ()) do sys.unsetenv(name) end
  end
  put(personal(become))
  put { INVOCATION_ID = invocation or nil }
  put(service.env or {})
end
