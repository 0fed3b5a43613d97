-- An error of an operation, uncaught, in a method called from a table's function.
print("before")
local object = {}
function object:method(t) return t.x.y end
function object.call(f) f() end
object.call(function() return 1, object:method({}) end)
