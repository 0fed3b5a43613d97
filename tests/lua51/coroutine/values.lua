-- Any number of values goes either way.
local function echo(...)
  local t = {n = select("#", ...), ...}
  while true do
    t = (function(...) return {n = select("#", ...), ...} end)(coroutine.yield(unpack(t, 1, t.n)))
  end
end
local co = coroutine.wrap(echo)
local function count(...) return select("#", ...), ... end
print(count(co()))
print(count(co(nil)))
print(count(co(1, nil, nil)))
print(count(co()))
local many = {} for i = 1, 500 do many[i] = i end
print((count(co(unpack(many)))))
print((coroutine.wrap(function(...) return select("#", ...) end)(unpack(many))))
local c2 = coroutine.create(function() local a, b, c = coroutine.yield() print(a, b, c) return (coroutine.yield(1, 2)) end)
coroutine.resume(c2)
print(coroutine.resume(c2, 1))
print(coroutine.resume(c2, "x", "y"))
local t = coroutine.wrap(function() local t = {coroutine.yield(), coroutine.yield()} return #t, t[1], t[2], t[3] end)
t() t("a", "b") print(t("c", "d"))
print(coroutine.wrap(function() return coroutine.yield(1) end)())
