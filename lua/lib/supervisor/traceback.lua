-- The traceback of an error in a user's own code, down to where nslua has called it.

-- traceback is an error handler; level is the number of handlers around it.
return function(message, level)
  local calls = debug.traceback(tostring(message), 2 + (level or 0))
  calls = calls:gsub("\n%s*%[C%]: in function 'xpcall'.*", "")
  local before
  repeat
    before = calls
    calls = calls:gsub("\n%s*nslua/lib/[^\n]*$", ""):gsub("\n%s*%(tail call%): %?$", "")
  until calls == before
  return calls
end
