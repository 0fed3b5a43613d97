-- The supervisor's loop: what an event tells of a descriptor that was closed
-- meanwhile is not told of another that has got its number.
local sys = require "sys"
local loop = require "supervisor.loop"

local l = loop.new()
local told = {}

-- pipe watches one that has something to read.
local function pipe(ready)
  local r, w = assert(sys.pipe())
  assert(sys.write(w, "x"))
  l:watch(r, sys.EPOLLIN, ready)
  return r, w
end

local a, b, aw, bw

-- replace closes one of the two and puts an empty pipe in its place.
local function replace(name, fd, w)
  told[#told + 1] = name
  l:unwatch(fd)
  sys.close(fd)
  sys.close(w)
  assert(sys.pipe() == fd)
  l:watch(fd, sys.EPOLLIN, function() told[#told + 1] = "an empty pipe" end)
end

a, aw = pipe(function() replace("a", b, bw) end)
b, bw = pipe(function() replace("b", a, aw) end)
l:turn(0)
assert(#told == 1, table.concat(told, ", "))
l:unwatch(told[1] == "a" and a or b)
l:turn(0)
assert(#told == 1, table.concat(told, ", "))
l:close()
