-- Whether a service has come to where a command was to bring it.

local UNDER_WAY = { waiting = true, starting = true, stopping = true }

-- settled gives nil while the service is on its way; then true or false, and what has
-- become of it. verb is start, stop, restart or reload; service is what S:stats() has of
-- it, and nil where it is no more.
return function(verb, service)
  if not service then return verb == "stop", "it is no part of the configuration any more" end
  local state = service.state
  local because = service.reason and ": " .. service.reason or ""
  if UNDER_WAY[state] then return nil end
  if verb == "stop" then
    if service.wanted or service.pid then return nil end
    return true, state == "down" and "stopped" or state
  elseif state == "up" then
    if not service.ready then return nil end -- it is to be stopped, after those that need it
    return true, "up, pid " .. service.pid
  elseif state == "done" then
    return true, "done"
  elseif state == "down" then
    return verb == "reload", "stopped" .. because
  elseif state == "backoff" then
    return false, "failed" .. because .. " (it is tried again)"
  end
  return false, state .. because
end
