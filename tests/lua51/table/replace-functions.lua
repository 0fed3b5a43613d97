-- The functions are fields as others.
local insert = table.insert
table.insert = function(t, ...) insert(t, ...) return "ours" end
local t = {}
print(table.insert(t, 1), t[1])
table.insert = nil
print(pcall(function() table.insert(t, 1) end))
table.insert = insert
table.extra = function() return "extra" end
print(table.extra(), table.insert == insert)
