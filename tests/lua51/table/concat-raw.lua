-- No metamethod is asked for fields or for text.
local asked = 0
local t = setmetatable({"a"}, {__index = function() asked = asked + 1 return "x" end, __len = function() return 3 end})
print(table.concat(t), asked)
print(pcall(table.concat, t, ",", 1, 2))
print(asked)
local shown = setmetatable({}, {__tostring = function() return "shown" end, __concat = function() return "joined" end})
print(pcall(table.concat, {"a", shown}))
