-- The items' __lt is used, the table's __index and __newindex are not.
local mt = {__lt = function(a, b) return a.n < b.n end}
local t = {}
for _, n in ipairs {5, 3, 9, 1, 7} do t[#t + 1] = setmetatable({n = n}, mt) end
table.sort(t)
for _, item in ipairs(t) do io.write(item.n, " ") end
print()
local raw = setmetatable({3, 2, 1}, {__index = error, __newindex = error, __len = function() return 1 end})
table.sort(raw)
print(raw[1], raw[2], raw[3])
print(pcall(table.sort, {setmetatable({}, mt), setmetatable({}, {__lt = function() return true end})}))
