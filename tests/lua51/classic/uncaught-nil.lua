--deviation: an error object tells what it is, and where it was raised
--< --- stderr
--> --- stderr
--> lua: (error object is a nil value)
--> stack traceback:
--> 	[C]: in function 'error'
--> 	uncaught-nil.lua:11: in main chunk
--> 	[C]: ?
-- error without a value.
io.write("before, without a newline")
error()
