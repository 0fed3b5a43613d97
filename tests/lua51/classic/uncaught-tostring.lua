--deviation: an error object tells what it is, and where it was raised
--< lua: (error object is not a string)
--> lua: custom error text
--> stack traceback:
--> 	[C]: in function 'error'
--> 	uncaught-tostring.lua:10: in main chunk
--> 	[C]: ?
-- An error object with __tostring is shown by it.
print("before")
error(setmetatable({}, { __tostring = function() return "custom error text" end }))
