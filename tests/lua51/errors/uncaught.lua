-- An error that nothing catches ends the program: message and traceback.
io.write("before\n")
local function inner() error("went wrong") end
local function outer() inner() end
outer()
print("never")
