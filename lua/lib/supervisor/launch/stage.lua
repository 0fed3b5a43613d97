-- The steps of a launch have names, and a refusal says at which it came.

local stage = {}

local now -- the name of the step that is being done

-- at says which step begins.
function stage.at(name) now = name end

-- must gives what a call returned, or ends the launch with its refusal.
function stage.must(value, message, errno)
  if value == nil then error({ stage = now, message = message, errno = errno }, 0) end
  return value, message, errno
end

-- refuse ends the launch with a reason of its own.
function stage.refuse(message, errno)
  error({ stage = now, message = now .. ": " .. message, errno = errno }, 0)
end

-- try calls fn and returns nil, or how it failed: {stage, message, errno}.
function stage.try(fn, ...)
  local ok, failure = pcall(fn, ...)
  if ok then return end
  if type(failure) ~= "table" or not failure.message then
    failure = { stage = now, message = now .. ": " .. tostring(failure) }
  end
  return failure
end

local LONGEST = 4000 -- bytes: a pipe takes so many at once, whole

-- report is the text of a failure that launch.refusal reads.
function stage.report(failure)
  return ("%s\t%s\t%s"):format(failure.stage, failure.errno or "", failure.message):sub(1, LONGEST)
end

return stage
