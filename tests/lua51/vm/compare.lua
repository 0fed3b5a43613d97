local n, s = 1, "1"
print(1 < 2, 2 <= 2, 1 > 2, 1 >= 1, 1 == 1.0, 1 ~= 2, "a" < "b", "a" <= "a", "B" < "a", "" < "a")
print("10" < "9", "a" < "aa", "a\0b" < "a\0c", "a\0" > "a", "\255" > "a", n == s, n ~= s, nil == false)
print(0 == -0, 0 / 0 == 0 / 0, 1 / 0 > 1, -1 / 0 < 0, 0 / 0 < 1, 0 / 0 >= 1)
print(pcall(function() return 1 < "2" end))
print(pcall(function() return "1" <= 2 end))
print(pcall(function() return nil < nil end))
print(pcall(function() return nil > 1 end))
print(pcall(function() return {} >= 1 end))
print(pcall(function() return true < false end))
print(pcall(function() return print < print end))
print(pcall(function() return "a" < coroutine.create(function() end) end))
print(pcall(function() local t = {} return t < t end))
local t, u = {}, {}
print(t == t, t == u, print == print, function() end == function() end)
print(not nil, not 0, not "", not false, not not 1)
if nil or false or 0 then print("0 is true") end
print(nil and 1, false and 1, 1 and nil, 1 and 2, nil or 3, false or nil, 4 or error())
local x = n == 1 and "one" or "other"
print(x, n == 2 and "two" or "other", (n == 1) == true)
