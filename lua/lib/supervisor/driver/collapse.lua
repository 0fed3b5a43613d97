-- What is done about an error of the supervisor's own: nobody watches over the services
-- from there on, so none is left, and the exit status is 1.
local sys = require "sys"
local tree = require "supervisor.tree"

-- emptied waits for the end of all children, for as long as a service has to end, and
-- tells whether it has come.
local function emptied(driver)
  local children, deadline = driver.children, driver.now() + driver.config.grace
  while true do
    local left = children:reap()
    if children:swept(left) then return true end
    local seconds = deadline - driver.now()
    if seconds <= 0 then return false end
    if left ~= "more" then sys.sigtimedwait(sys.SIGCHLD, seconds) end
  end
end

-- collapse ends what a driver drives, of which failure says why.
return function(driver, failure)
  sys.write_all(2, "supervisor: internal error, all services are ended: " .. tostring(failure) .. "\n")
  driver.ending = 1
  driver.children.launched, driver.children.orphan = {}, function() end -- nobody is told of ends any more
  for _, signal in ipairs { sys.SIGTERM, sys.SIGKILL } do
    tree.sweep(signal, driver.children.own)
    if emptied(driver) then return end
  end
end
