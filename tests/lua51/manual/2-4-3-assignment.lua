-- Section 2.4.3: adjustment of the number of values.
local function f() return 1, 2, 3 end
x, y = 1, 2, 3
print(x, y)
x, y, z = 1
print(x, y, z)
x, y, z = f()
print(x, y, z)
x, y, z = f(), 10
print(x, y, z)
x, y, z = 10, f()
print(x, y, z)
x, y, z = (f())
print(x, y, z)
local i = 3
local a = {}
i, a[i] = i + 1, 20
print(i, a[3])
local log = {}
local e = setmetatable({}, { __newindex = function(t, k, v) log[#log + 1] = k .. "=" .. v rawset(t, k, v) end })
e.one = 1 e.two = 2 e.one = 3
print(table.concat(log, " "))
