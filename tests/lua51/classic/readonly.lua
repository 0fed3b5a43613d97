-- Tables and globals that cannot be changed.
local function readonly(t) return setmetatable({}, { __index = t, __newindex = function(_, k) error("cannot redefine " .. tostring(k), 2) end, __metatable = false }) end
local days = readonly { "Sunday", "Monday", n = 2 }
print(days[1], days.n, #days, rawget(days, 1), getmetatable(days))
print(pcall(function() days[1] = "x" end))
print(pcall(function() days.new = "x" end))
print((pcall(rawset, days, "new", "raw")))
print(days.new)
local env = setmetatable({}, { __index = _G, __newindex = function(_, k) error("global " .. k .. " is read-only", 2) end })
local f = setfenv(function() local ok = tostring(1) x = ok end, env)
print(pcall(f), x)
