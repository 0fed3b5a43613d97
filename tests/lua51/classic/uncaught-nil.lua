-- error without a value.
io.write("before, without a newline")
error()
