-- An error in a chunk that a string was.
print "before"
local f = loadstring("local t = nil\nreturn t.x", "@name.lua")
f()
