-- resume gives the error; the coroutine keeps its calls for a traceback.
local co = coroutine.create(function(a)
  local function inner() error("in the coroutine") end
  coroutine.yield(a)
  inner()
end)
print(coroutine.resume(co, 1))
local ok, message = coroutine.resume(co)
print(ok, message)
print(debug.traceback(co, message))
print(coroutine.status(co))
error(message, 0)
