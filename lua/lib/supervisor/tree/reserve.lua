-- Descriptors that are kept for looking at processes and for killing them. Where all others
-- are in use a supervisor would else see no process: it would take every tree for gone, start
-- services twice, and could end none.
local sys = require "sys"

local reserve = {}

local MOST = 3 -- that are open at once then: a pidfd, and a folder or file of /proc
local held = {}

-- hold takes them, and gives true, or nil, message and errno where there are none.
function reserve.hold()
  while #held < MOST do
    local fd, message, errno = sys.open("/", sys.O_PATH)
    if not fd then return nil, message, errno end
    held[#held + 1] = fd
  end
  return true
end

-- disown gives the list of them to who closes them.
function reserve.disown()
  local list = held
  held = {}
  return list
end

-- release lets go of them.
function reserve.release()
  for _, fd in ipairs(reserve.disown()) do sys.close(fd) end
end

-- spend calls fn, which finds them free, and gives its result. Where none are held it may
-- have to do without.
function reserve.spend(fn, ...)
  if #held == 0 then return fn(...) end
  reserve.release()
  local result = fn(...)
  reserve.hold()
  return result
end

return reserve
