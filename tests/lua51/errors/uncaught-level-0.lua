print("before")
local function f() error("no place", 0) end
f()
