--deviation: a coroutine can yield across pcall, metamethods and iterators
--< false	attempt to yield across metamethod/C-call boundary
--> y
local co = coroutine.wrap(function() return pcall(coroutine.yield, "y") end)
print(co())
