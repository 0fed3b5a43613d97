-- One program that the supervisor has launched, a service or a check: what its exec
-- came to, and its end.
local sys = require "sys"
local launch = require "supervisor.launch"

local process = {}
process.__index = process

-- start launches a service. Then it calls one of told.launched() and told.refused(code,
-- message, errno), and after the first told.ended(how, code, usage); and before that
-- told.stopped(signal), if there is one, whenever it is stopped. It gives the process,
-- or nil, message and errno when there could be none.
function process.start(loop, service, io, told)
  local child, failure = launch(service, io)
  if not child then return nil, failure.message, failure.errno end
  -- A process that the service's setup has forked may hold the other end for long.
  sys.fcntl(child.report, sys.F_SETFL, sys.O_NONBLOCK)
  local self = setmetatable({ loop = loop, child = child, told = told, report = "" }, process)
  loop:watch(child.report, sys.EPOLLIN, function() self:read() end)
  return self
end

-- read takes what there is of the report, and gives true if there was something.
-- Its end means that the program runs, and a line that it does not: that is told
-- when the process is reaped, which is about to end.
function process:read()
  local text, _, errno = sys.read(self.child.report, 4096)
  if text and text ~= "" then
    self.report = self.report .. text
    return true
  end
  if errno == sys.EAGAIN then return false end
  self:finish()
  return false
end

-- finish is for a report that is complete: it is empty where the program runs.
function process:finish()
  self:close()
  if self.report == "" then self.told.launched() end
end

-- ended must be called when the process has been reaped: then its report is complete, also
-- if another holds the pipe still.
function process:ended(how, code, usage)
  while self.child.report and self:read() do end
  if self.child.report then self:finish() end
  if self.report ~= "" then
    self.told.refused(launch.refusal(self.report))
  else
    self.told.ended(how, code, usage)
  end
end

-- stopped must be called when waitpid tells of that.
function process:stopped(signal)
  if self.told.stopped then self.told.stopped(signal) end
end

function process:close()
  self.loop:unwatch(self.child.report)
  sys.close(self.child.report)
  self.child.report = nil
end

return process
