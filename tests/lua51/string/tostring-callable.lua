local show = setmetatable({}, {__call = function(self, value) return "called " .. tostring(self ~= value) end})
print(tostring(setmetatable({}, {__tostring = show})))
print(pcall(tostring, setmetatable({}, {__tostring = "text"})))
print(pcall(tostring, setmetatable({}, {__tostring = false})))
