-- A function that was called last leaves no name of its caller.
print("before")
local function fails() local t = nil; return t.x end
local function middle() return fails() end
function start() return (middle()) end
start()
