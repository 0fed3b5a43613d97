local function inner() local x = 1 coroutine.yield(x) error("late", 0) end
local function outer()
  inner()
end
local co = coroutine.create(outer)
print(debug.traceback(co))
coroutine.resume(co)
print(debug.traceback(co))
print(debug.traceback(co, "message"))
print(debug.traceback(co, nil, 1))
print(debug.traceback(co, "m", 2))
print(coroutine.resume(co))
print(debug.traceback(co))
local done = coroutine.create(function() end) coroutine.resume(done) print(debug.traceback(done))
