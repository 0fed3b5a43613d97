-- tostring and print of each type, and of numbers.
print(tostring(nil), tostring(true), tostring(12), tostring("s"), tostring(1e15), tostring(1e14), tostring(123456789012345), tostring(0.1))
print(1e100, 2^53, 2^63, -1e-10, 1e-5, 0.0001, 123456.789e3, 1/3, 100000000000000, 99999999999999, 1e16)
print(1/0, -1/0, 3.14159265358979, 1e15 + 0.5, 12345678.9, 5e-324, 1.7976931348623157e308)
print((tostring({}):gsub("0x%x+", "ADDRESS")), (tostring(print):gsub("0x%x+", "ADDRESS")), (tostring(io.stdout):gsub("0x%x+", "ADDRESS")), (tostring(coroutine.create(function() end)):gsub("0x%x+", "ADDRESS")))
local t = {}
print(tostring(t) == tostring(t), tostring(t) == tostring({}))
print(setmetatable({}, { __tostring = function() return "mine" end }))
print(pcall(print, setmetatable({}, { __tostring = function() return {} end })))
print(pcall(tostring)) print(tostring(tostring(5)) == "5", tostring(nil, 1))
tostring = function(x) return "<" .. type(x) .. ">" end
print(1, {}, "s")
tostring = nil
print(pcall(print, 1))
