local mt = {__concat = function(a, b)
  local function show(x) return type(x) == "table" and "<" .. x[1] .. ">" or tostring(x) end
  return setmetatable({show(a) .. show(b)}, getmetatable(a) or getmetatable(b))
end}
mt.__concat = function(a, b)
  local function show(x) return type(x) == "table" and "<" .. x[1] .. ">" or tostring(x) end
  return show(a) .. show(b)
end
local x, y = setmetatable({"x"}, mt), setmetatable({"y"}, mt)
print(x .. y, x .. 1, 1 .. x, "a" .. x .. "b", x .. "a" .. "b" .. "c", "a" .. "b" .. x)
print(1 .. 2 .. x .. 3 .. 4)
local order = {}
local o = setmetatable({}, {__concat = function(a, b) order[#order + 1] = type(a) .. type(b) return "r" end})
print("p" .. "q" .. o .. "s" .. "t", table.concat(order, " "))
print(o .. o .. o, table.concat(order, " "))
print(pcall(function() return o .. nil end))
print(pcall(function() return "a" .. {} end))
print(pcall(function() return {} .. "a" end))
print(pcall(function() return nil .. "a" end))
print(pcall(function() return "a" .. "b" .. nil .. "c" end))
print(pcall(function() return 1 .. true end))
local t = {name = "t"}
print(pcall(function() return "x" .. t.name .. t.missing end))
print(1 .. "", 1.5 .. "|" .. -0 .. "|" .. 1e15 .. "|" .. 2^63 .. "|" .. 0.1)
