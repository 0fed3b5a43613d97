-- Whether a service has come to where a command was to bring it.

local UNDER_WAY = { waiting = true, starting = true, stopping = true }

-- settled gives nil while the service is on its way; then true or false, and what has
-- become of it. verb is start, stop or restart; before is how often the service had
-- been launched when the command was given. service is nil where it is no more.
return function(verb, service, before)
  if not service then return verb == "stop", "it is no part of the configuration any more" end
  local state = service.state
  local because = service.reason and ": " .. service.reason or ""
  if UNDER_WAY[state] then return nil end
  if verb == "stop" then
    if service.wanted or service.pid then return nil end
    return true, state == "down" and "stopped" or state
  elseif state == "down" then
    return false, "stopped" .. because
  elseif state == "backoff" then
    return false, "failed" .. because .. " (it is tried again)"
  elseif state ~= "up" and state ~= "done" then
    return false, state .. because
  elseif verb == "restart" and service.launches == before then
    return nil -- those that need it go first
  end
  return true, state == "up" and "up, pid " .. service.pid or state
end
