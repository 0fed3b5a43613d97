local t = setmetatable({}, {__call = function(self, ...) return select("#", ...), ... end})
print(t(), t(1), t(nil, nil))
print((t(5)))
local obj = {m = t}
print(obj.m(1, 2))
print(select("#", obj:m(3)))
local function tail(...) return t(...) end
print(tail("a", "b"))
print(pcall(t, 1))
local nested = setmetatable({}, {__call = t})
print(pcall(nested, 1))
print(pcall(function() local x = {} x() end))
print(pcall(function() local x = setmetatable({}, {__call = 1}) x() end))
for i in setmetatable({n = 0}, {__call = function(self) self.n = self.n + 1 if self.n < 4 then return self.n end end}) do io.write(i, " ") end
print()
print(unpack({t(1, 2, 3)}))
local co = coroutine.wrap(setmetatable and function(...) return t(...) end)
print(co(7, 8))
