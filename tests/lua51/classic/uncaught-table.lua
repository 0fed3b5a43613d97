--deviation: an error object tells what it is, and where it was raised
--< lua: (error object is not a string)
--> lua: (error object is a table value)
--> stack traceback:
--> 	[C]: in function 'error'
--> 	uncaught-table.lua:10: in main chunk
--> 	[C]: ?
-- An error object that is no string ends the program with a remark.
print("before")
error({ code = 2 })
