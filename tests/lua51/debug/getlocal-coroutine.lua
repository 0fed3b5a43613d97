local co = coroutine.create(function(a, b)
  local c = a + b
  local function inner(d) local e = d * 2 coroutine.yield(e) return e end
  inner(c)
  error("fails")
end)
print(pcall(debug.getlocal, co, 0, 1))
print(coroutine.resume(co, 1, 2))
for level = 0, 2 do
  for n = 1, 3 do
    local name, value = debug.getlocal(co, level, n)
    print(level, n, name, type(value) == "function" and "function" or value)
  end
end
print(pcall(debug.getlocal, co, 3, 1))
print(debug.setlocal(co, 1, 2, 100))
print(debug.getlocal(co, 1, 2))
print(debug.setlocal(co, 2, 1, "new a"))
print(debug.getlocal(co, 2, 1))
print(coroutine.resume(co))
print(debug.getlocal(co, 1, 1), select(2, debug.getlocal(co, 1, 3)))
