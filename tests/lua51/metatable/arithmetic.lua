local mt = {}
for _, op in ipairs{"add", "sub", "mul", "div", "mod", "pow"} do
  mt["__" .. op] = function(a, b)
    local function show(x) return type(x) == "table" and x.n or tostring(x) end
    return op .. "(" .. show(a) .. "," .. show(b) .. ")"
  end
end
mt.__unm = function(a, b) return "unm(" .. a.n .. "," .. tostring(rawequal(a, b)) .. ")" end
local x, y = setmetatable({n = "x"}, mt), setmetatable({n = "y"}, mt)
print(x + y, x - 1, 1 * x, x / "s", "5" % x, x ^ 2, -x)
print(x + nil == nil, 2 - x, x + 1 == x + 1)
local z = setmetatable({n = "z"}, {__add = function(a, b) return "z's" end})
print(x + z, z + x)
print(pcall(function() return z - 1 end))
print(pcall(function() return 1 - z end))
print(pcall(function() return {} + 1 end))
print(pcall(function() return 1 + setmetatable({}, {}) end))
print(pcall(function() return setmetatable({}, {__add = 1}) + 1 end))
print(setmetatable({}, {__add = setmetatable({}, {__call = function(self, a, b) return "called", b end})}) + 7)
print((setmetatable({}, {__unm = function() return 1, 2 end})) and -setmetatable({}, {__unm = function() end}))
