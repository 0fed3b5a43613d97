local function counter()
  local n = 0
  return coroutine.wrap(function() while true do n = n + 1 coroutine.yield(n) end end), function() return n end
end
local c1, see1 = counter()
local c2, see2 = counter()
print(c1(), c1(), c2(), see1(), see2())
local set, get
local co = coroutine.create(function()
  local v = "first"
  set, get = function(x) v = x end, function() return v end
  coroutine.yield()
  print(v)
  v = "own"
  error("dies")
end)
coroutine.resume(co)
set("outside")
print(get())
print(coroutine.resume(co) == false, get())
set("after")
print(get())
local fs = {}
local co2 = coroutine.wrap(function() for i = 1, 3 do fs[i] = function() return i end coroutine.yield() end end)
co2() co2() co2()
print(fs[1](), fs[2](), fs[3]())
