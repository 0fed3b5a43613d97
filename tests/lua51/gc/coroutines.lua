-- What a coroutine has left behind is garbage: in its registers, in closures
-- that it has made, and when it is dead.
local weak = setmetatable({}, {__mode = "v"})
local count
do
  coroutine.wrap(function()
    local n = 0
    weak.beside = {}
    local beside = weak.beside
    count = function() n = n + 1 return n end
  end)()
end
collectgarbage()
print("closure", weak.beside, count(), count())

local dead = coroutine.create(function() local mine = {} weak.dead = mine end)
coroutine.resume(dead)
collectgarbage()
print("ended", weak.dead, coroutine.status(dead))

local function leave(name) local mine = {} weak[name] = mine return true end
local waiting = coroutine.create(function()
  local kept = {}
  weak.kept = kept
  leave("called")
  coroutine.yield()
  return kept == weak.kept
end)
coroutine.resume(waiting)
collectgarbage()
print("waiting", weak.called, weak.kept ~= nil)
print(coroutine.resume(waiting))

do
  local failed = coroutine.create(function() local mine = {} weak.failed = mine error("x", 0) end)
  print(coroutine.resume(failed))
end
do
  print(pcall(coroutine.wrap(function() local mine = {} weak.wrapped = mine error("y", 0) end)))
end
collectgarbage()
print("failed", weak.failed, weak.wrapped)

local finalized
do
  coroutine.wrap(function()
    local proxy, calls = newproxy(true), 0
    getmetatable(proxy).__gc = function() calls = calls + 1 finalized = calls end
  end)()
end
collectgarbage()
print("finalized", finalized)
