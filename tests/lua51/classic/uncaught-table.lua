-- An error object that is no string ends the program with a remark.
print("before")
error({ code = 2 })
