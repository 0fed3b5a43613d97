-- Operands are evaluated from left to right as lua5.1 does it.
local function say(x) io.write(tostring(x), " ") return x end
local t = setmetatable({}, { __newindex = function(_, k, v) say("set " .. tostring(k)) end })
print(say(1) + say(2) * say(3) - say(4))
print(say("a") .. say("b") .. say("c"))
print(say(2) ^ say(3) ^ say(0))
print(say(1) < say(2), say(1) > say(2), say(3) >= say(3))
print(say(nil) and say("no"), say(false) or say("yes"), say(1) and say(nil) or say("end"))
say("f")(say("unused") and nil)
