-- What core's machine wants done, by name: each is a function of the driver and the
-- action.
local sys = require "sys"
local hooks = require "supervisor.hooks"
local reload = require "supervisor.driver.reload"
local tell = require "supervisor.driver.tell"
local tree = require "supervisor.tree"

local act = {}

function act.launch(driver, action)
  driver:task(action.name):launch(action.service, action.run)
end

-- signal asks to end or kills. What is stopped acts on no signal but SIGKILL until it is
-- continued.
function act.signal(driver, action)
  local task = driver:task(action.name)
  task:signal(action.signal, action.to)
  if action.to ~= "tree" then task:signal(sys.SIGCONT, action.to) end
end

function act.forward(driver, action)
  driver:task(action.name):signal(action.signal, action.to)
end

function act.look(driver, action)
  driver:task(action.name):look()
end

function act.check(driver, action)
  local task = driver:task(action.name)
  driver:checker():begin(action.service, action.check, task.child.pid)
end

function act.uncheck(driver, action)
  driver:checker():drop(action.name, action.check)
end

-- call is for a signal that the configuration has a function for.
function act.call(driver, action)
  local ok, failure = hooks.guarded("function for " .. sys.signame(action.signal), action.fn, action.signal, action.pid)
  tell.remain(driver)
  if not ok then tell.event(driver, { is = "error", event = "signal", message = failure }) end
end

-- sweep signals all that is left below this process. Who has come to it meanwhile is
-- told of by its end.
function act.sweep(driver, action)
  tree.sweep(action.signal, driver.children.own)
  driver.sweeping, driver.hint = true, true
end

function act.tell(driver, action)
  tell.event(driver, action.event)
end

function act.reload(driver)
  reload.ask(driver)
end

function act.finish(driver, action)
  driver.ending = action.status
end

return act
