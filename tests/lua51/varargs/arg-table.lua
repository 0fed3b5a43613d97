-- The old arg table: where a function takes ... and does not name it.
function old(...) return arg.n, arg[1], arg[2] end
print(old(), old(nil), old(1, nil))
function new(...) local a = { ... } return arg == nil or type(arg), #a end
print(type(arg), new(1, 2))
function named(a, b, ...) return a, b, arg.n, arg[1] end
print(named(1)) print(named(1, 2, 3)) print(named(nil, nil, nil))
function shadowed(arg, ...) return arg, select("#", ...) end
print(shadowed("mine", 2, 3))
local function change(...) arg[1] = "changed" arg.n = 7 return arg[1], arg.n end
print(change(1, 2))
