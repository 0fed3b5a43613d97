-- A number as error.
print("before")
local function f() error(42) end
f()
