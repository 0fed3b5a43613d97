-- The functions that a script wants called on events. An error in one is told and
-- goes no further: no hook ends the supervisor.
local sys = require "sys"

local hooks = {}
hooks.__index = hooks

-- new makes hooks without functions.
function hooks.new()
  return setmetatable({ functions = {} }, hooks)
end

-- on adds a function for the events of that name, or for all of them with "*".
function hooks:on(name, fn)
  self.functions[name] = self.functions[name] or {}
  table.insert(self.functions[name], fn)
end

-- none tells whether there are no functions at all.
function hooks:none()
  return next(self.functions) == nil
end

-- guarded calls fn and gives true, or false and the error with its traceback, which
-- it has written to stderr by then. what names the function in that.
function hooks.guarded(what, fn, ...)
  local arguments, n = { ... }, select("#", ...)
  local ok, failure = xpcall(function() fn(unpack(arguments, 1, n)) end, debug.traceback)
  if ok then return true end
  failure = ("supervisor: error in the %s: %s\n"):format(what, tostring(failure))
  sys.write_all(2, failure)
  return false, failure
end

-- tell calls the functions for an event, and gives the errors of those that failed.
function hooks:tell(event)
  local failures = {}
  for _, name in ipairs { event.is, "*" } do
    -- A hook that is added meanwhile is for the next event.
    for _, fn in ipairs { unpack(self.functions[name] or {}) } do
      local ok, failure = hooks.guarded("hook for " .. event.is, fn, event)
      if not ok then table.insert(failures, failure) end
    end
  end
  return failures
end

return hooks
