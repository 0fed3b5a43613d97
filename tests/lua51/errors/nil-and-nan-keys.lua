local function try(f, ...) print(select(2, pcall(f, ...))) end
try(function() local t = {} t[nil] = 1 end)
try(function() local t = {} t[0/0] = 1 end)
try(function() return {[nil] = 1} end)
try(function() rawset({}, nil, 1) end)
try(function() rawset({}, 0/0, 1) end)
try(function() local t = {} return t[nil], t[0/0] end)
print(rawget({}, nil))
try(function() undefined[nil] = 1 end)
local t = setmetatable({}, {__newindex = function(t, k, v) print("new", k, v) end})
t[nil] = 1
