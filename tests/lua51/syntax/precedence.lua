-- How strong operators bind, and to which side.
print(2 ^ 3 ^ 2, -2 ^ 2, 2 ^ -1, not nil == true, not (nil == true), 1 .. 2 .. 3, 1 + 2 .. 3 + 4)
print(1 + 2 * 3 - 4 / 2, 7 % 4 * 2, 2 * 7 % 4, -3 % 5, -(3 % 5), - - 2, not not nil, - -2 ^ 2, #"abc" + 1, -#"abc", #"a" .. "b")
print(1 < 2 == true, 1 == 1 ~= false, "a" < "b" == true, 1 + 1 == 2 and 3 or 4, nil and 1 or 2, false or nil, nil or false, 1 and nil, 1 or error "no")
print(1 or 2 and 3, 1 and 2 or 3, nil and 2 or 3 and 4, not 1 or 2, not nil and 2, 5 > 3 and 2 > 1, "x" .. 1 == "x1", 2 ^ 2 * 3, 2 * 2 ^ 3, -1 ^ 0.5 == -1)
local t = setmetatable({}, {__concat = function(a, b) return (type(a) == "table" and "T" or a) .. "|" .. (type(b) == "table" and "T" or b) end, __unm = function() return "neg" end, __len = function() return 9 end})
print(t .. 1 .. 2, 1 .. t .. 2, 1 .. 2 .. t, -t, 1 .. -t)
