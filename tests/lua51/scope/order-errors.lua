-- The function is evaluated before its arguments, the call comes last.
local function say(x) io.write(tostring(x), " ") return x end
print(pcall(function() say("f")(say("argument")) end))
print(pcall(function() local t = {} t[say("k")] = say("v") .. nil end))
print(pcall(function() local t t[say("k")] = say("v") end))
local t = { say(1), say(2), [say("k")] = say(3), say(4) }
print(#t)
local log = setmetatable({}, { __newindex = function(_, k, v) io.write("set ", tostring(k), "=", tostring(v), " ") end })
log.a, log.b, log.c = say(1), say(2), say(3)
print()
log[say("x")], log[say("y")] = say("v1"), say("v2")
print()
