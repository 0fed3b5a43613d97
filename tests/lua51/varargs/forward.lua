-- ... passed on, stored, counted and compared, across pcall and coroutines.
local function pack(...) return { n = select("#", ...), ... } end
local function show(p) for i = 1, p.n do io.write(tostring(p[i]), " ") end print(p.n) end
show(pack(pcall(function(...) return ... end, nil, 1, nil)))
show(pack(coroutine.wrap(function(...) return coroutine.yield(...) end)(nil, nil)))
local co = coroutine.create(function(...)
  local got = pack(...)
  while got.n > 0 do got = pack(coroutine.yield(unpack(got, 1, got.n))) end
  return "done"
end)
show(pack(coroutine.resume(co, 1, nil)))
show(pack(coroutine.resume(co, nil, nil, nil)))
show(pack(coroutine.resume(co)))
show(pack(coroutine.resume(co)))
local function rev(n, ...) if n == 0 then return end local function put(x, ...) return x, ... end
  local first = ... return unpack(pack(first, rev(n - 1, select(2, ...)))) end
show(pack(rev(3, "a", "b", "c")))
