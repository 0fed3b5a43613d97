-- Section 2.11: the manual's own example, in other words.
local function inner(a)
  print("inner", a)
  return coroutine.yield(2 * a)
end
local co = coroutine.create(function(a, b)
  print("body", a, b)
  local r = inner(a + 1)
  print("body", r)
  local r, s = coroutine.yield(a + b, a - b)
  print("body", r, s)
  return b, "end"
end)
print("main", coroutine.resume(co, 1, 10))
print("main", coroutine.resume(co, "r"))
print("main", coroutine.resume(co, "x", "y"))
print("main", coroutine.resume(co, "x", "y"))
print(coroutine.status(co), coroutine.running())
