-- A syntax error is told before anything runs.
print("never printed")
local x = 1 +
print "nothing"
for i = 1 do end
