-- What is done about an error of the supervisor's own: nobody watches over the services
-- from there on, so none is left, and the exit status is 1.
local sys = require "sys"
local tree = require "supervisor.tree"

local function now()
  return sys.clock_gettime(sys.CLOCK_MONOTONIC)
end

-- emptied waits for the end of all children, for so many seconds at most, and tells
-- whether it has come.
local function emptied(children, seconds)
  local deadline = now() + seconds
  while true do
    local left = children:reap()
    if children:swept(left) then return true end
    if now() >= deadline then return false end
    if left ~= "more" then sys.sigtimedwait(sys.SIGCHLD, math.max(0, deadline - now())) end
  end
end

return function(driver, failure)
  sys.write_all(2, "supervisor: internal error, all services are ended: " .. tostring(failure) .. "\n")
  driver.ending = 1
  driver.children.launched, driver.children.orphan = {}, function() end -- nobody is told of ends any more
  for _, signal in ipairs { sys.SIGTERM, sys.SIGKILL } do
    tree.sweep(signal, driver.children.own)
    if emptied(driver.children, driver.config.grace) then return end
  end
end
