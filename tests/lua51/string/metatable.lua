local m = getmetatable("") print(type(m), m.__index == string, getmetatable("x") == m, getmetatable(("y"):rep(3)) == m)
local n = 0 for k in pairs(m) do n = n + 1 end print(n)
m.__index = function(s, k) if type(k) == "number" then return string.sub(s, k, k) end return string[k] end
print(("hello")[1], ("hello")[5], ("hello")[6] == "", ("hello"):upper())
m.__call = function(s, ...) return s:format(...) end print(("%d-%d")(1, 2)) m.__call = nil
m.__index = string print(("hello")[1])
print(pcall(setmetatable, "x", {}))
m.__tostring = function() return "never asked" end print(tostring("asked")) 
