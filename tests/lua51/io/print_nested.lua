-- a tostring that prints, or fails, half-way
local t = setmetatable({}, {__tostring = function() io.write("(inner)") return "outer" end})
print("a", t, "b")
print(pcall(print, "before", setmetatable({}, {__tostring = function() error("no", 0) end}), "after"))
print("next")
