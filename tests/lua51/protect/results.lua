-- pcall hands through arguments and results of any number.
print(pcall(function(...) return ... end))
print(pcall(function(...) return ... end, 1, nil, 3, nil))
print(select("#", pcall(function(...) return ... end, 1, nil, 3, nil)))
print((pcall(print, "called")))
print(pcall(pcall, pcall, error, "deep"))
print(pcall(pcall))
local a, b, c = pcall(function() return 1 end)
print(a, b, c)
local t = {pcall(unpack, {1, 2, 3})}
print(#t, t[4])
local function tail(f, ...) return pcall(f, ...) end
print(tail(string.rep, "ab", 3))
print(pcall(nil))
print(pcall(42))
print(pcall({}))
print(pcall(setmetatable({}, {__call = function(self, a, b) return b, a end}), 1, 2))
