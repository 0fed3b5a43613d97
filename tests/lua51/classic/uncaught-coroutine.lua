-- An error that comes out of a coroutine by wrap.
local function gen()
  coroutine.yield(1)
  error("inside the coroutine")
end
local f = coroutine.wrap(gen)
print(f())
print(pcall(f))
local g = coroutine.wrap(gen)
g()
g()
