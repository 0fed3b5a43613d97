-- What a closure, a coroutine or a metatable leads to stays.
local weak = setmetatable({}, {__mode = "v"})
local function closure()
  local object = {}
  weak.upvalue = object
  return function() return object end
end
local f = closure()
local co = coroutine.create(function()
  local object = {}
  weak.stack = object
  coroutine.yield()
  return object
end)
coroutine.resume(co)
local wrapped = coroutine.wrap(function()
  local object = {}
  weak.wrapped = object
  coroutine.yield()
  return object
end)
wrapped()
local object = setmetatable({}, (function() local m = {} weak.meta = m return m end)())
collectgarbage()
print(type(weak.upvalue), type(weak.stack), type(weak.wrapped), type(weak.meta))
f, co, wrapped, object = nil
collectgarbage()
print(next(weak))
