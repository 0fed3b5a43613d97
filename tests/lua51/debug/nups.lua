local a, b, c = 1, 2, 3
local function nups(f) return debug.getinfo(f, "u").nups end
print(nups(function() end))
print(nups(function() return a end))
print(nups(function() return a, b, a end))
print(nups(function() return function() return a, b, c end end))
print(nups(loadstring("return a")))
print(debug.getinfo(1, "u").nups)
