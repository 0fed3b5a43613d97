-- rawget, rawset and rawequal pass metatables by.
local t = setmetatable({}, { __index = function() return "default" end, __newindex = function() error("write") end, __eq = function() return true end })
print(t.x, rawget(t, "x"), rawset(t, "x", 1) == t, t.x, rawget(t, "x"))
print(pcall(function() t.y = 1 end)) print(rawequal(t, setmetatable({}, getmetatable(t))), t == setmetatable({}, getmetatable(t)))
print(pcall(rawget)) print(pcall(rawget, 1)) print(pcall(rawget, {})) print(pcall(rawset, {}, 1)) print(pcall(rawset, {}, nil, 1)) print(pcall(rawset, {}, 0/0, 1))
print(pcall(rawequal)) print(pcall(rawequal, 1)) print(rawequal(1, 1), rawequal("a", "a"), rawequal({}, {}), rawequal(1, "1"))
print(rawget({ 1, 2, 3 }, 2), rawget(_G, "print") == print, pcall(rawget, "x", 1))
