-- The commands that look whether a service is ready, or healthy. How long one may take
-- and what its answer means is core's business.
local sys = require "sys"
local tree = require "supervisor.tree"

local TOLD = 200 -- bytes of what a check has printed that are told: the end of it

-- Printed is what a check prints: the reason, where it fails.
local Printed = {}
Printed.__index = Printed

local function printed(loop)
  local r, w, errno = sys.pipe2(sys.O_NONBLOCK)
  if not r then return nil, w, errno end
  sys.fcntl(w, sys.F_SETFL, 0)
  local self = setmetatable({ loop = loop, r = r, w = w, text = "" }, Printed)
  loop:watch(r, sys.EPOLLIN, function() self:read() end)
  return self
end

function Printed:read()
  local text, _, errno = sys.read(self.r, 65536) -- as much as a pipe holds
  if text and text ~= "" then
    self.text = (self.text .. text):sub(-TOLD)
  elseif errno ~= sys.EAGAIN then
    self:close()
  end
end

-- last gives the last line, when nothing more is wanted.
function Printed:last()
  if self.r then self:read() end
  self:close()
  return self.text:match "([^\n]*)%s*$"
end

function Printed:close()
  if not self.r then return end
  self.loop:unwatch(self.r)
  sys.close(self.r)
  self.r = nil
end

local checks = {}
checks.__index = checks

-- new makes checks that are launched by launch(service, io, told), which gives the
-- process, and that answer with answer(name, kind, ok, why).
function checks.new(loop, launch, answer)
  return setmetatable({ loop = loop, launch = launch, answer = answer, running = {} }, checks)
end

-- A check is run as its service is: as its user, with its environment, and in its
-- namespaces, into which there is a way as long as the main process lives.
local function program(service, kind, pid)
  return {
    argv = service[kind].exec, stdin = "null",
    env = service.env, clearenv = service.clearenv, cwd = service.cwd, user = service.user,
    group = service.group, groups = service.groups, umask = service.umask, limits = service.limits,
    pdeathsig = sys.SIGKILL,
    setup = service.unshare and function() assert(sys.enter { pid = pid }) end or nil,
  }
end

-- begin launches the check of that kind ("ready" or "health") of a service whose main
-- process is pid.
function checks:begin(service, kind, pid)
  local key = service.name .. " " .. kind
  local check = {}
  local output, message = printed(self.loop)
  local function answer(ok, why)
    if self.running[key] == check then self.running[key] = nil end
    local line = output and output:last() or ""
    if not ok and line ~= "" then why = why .. ": " .. line end
    if not check.dropped then self.answer(service.name, kind, ok, not ok and why or nil) end
  end
  if not output then return answer(false, message) end
  check.process, message = self.launch(program(service, kind, pid), { fds = { [1] = output.w, [2] = output.w } }, {
    launched = function() end,
    refused = function(_, why) answer(false, why) end,
    ended = function(how, code)
      answer(how == "exited" and code == 0, how == "exited" and "exit status " .. code or sys.signame(code))
    end,
  })
  sys.close(output.w)
  if not check.process then return answer(false, message) end
  self.running[key] = check
end

-- drop kills a check whose answer is not wanted any more, with all that it has started.
function checks:drop(name, kind)
  local key = name .. " " .. kind
  local check = self.running[key]
  if not check then return end
  self.running[key] = nil
  check.dropped = true
  tree.signal(check.process.child, sys.SIGKILL)
  sys.kill(check.process.child.pid, sys.SIGKILL) -- also where no process can be seen
end

return checks
