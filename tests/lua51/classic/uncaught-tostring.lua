-- An error object with __tostring is shown by it.
print("before")
error(setmetatable({}, { __tostring = function() return "custom error text" end }))
