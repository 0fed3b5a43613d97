-- Section 2.8: every event once.
local log = {}
local function note(name) return function(a, b) log[#log + 1] = name return name end end
local mt = {}
for _, e in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "call", "index", "newindex" } do mt["__" .. e] = note(e) end
local o = setmetatable({}, mt)
print(o + 1, 1 - o, o * o, o / 2, o % 2, 2 ^ o, -o, o .. "s", "s" .. o, 1 .. o, o(), o.x)
o.y = 1
print(rawget(o, "y"), log[#log], #log, #o)
mt.__eq = function() return true end
mt.__lt = function() return true end
local p = setmetatable({}, mt)
print(o == p, o ~= p, o < p, o <= p, o > p, o >= p, o == 1)
mt.__le = function() return false end
print(o <= p, o >= p, o < p)
mt.__metatable = "locked"
print(getmetatable(o), pcall(setmetatable, o, {}))
print(getmetatable("").__index == string, getmetatable(1), getmetatable(print))
mt.__tostring = function() return "an o" end
print(tostring(o), pcall(tostring, setmetatable({}, { __tostring = function() return 1 end })))
print(pcall(setmetatable, 1, {})) print(pcall(setmetatable, {})) print(pcall(setmetatable, {}, 1))
print(setmetatable({}, nil) ~= nil, getmetatable({}))
