--deviation: what is no string is told by its type, and with the traceback
--< --- stderr
--< lua: (error object is not a string)
--> --- stderr
--> lua: (error object is a table value)
--> stack traceback:
--> 	[C]: in function 'error'
--> 	uncaught-object.lua:11: in main chunk
--> 	[C]: ?
print("before")
error({code = 2})
