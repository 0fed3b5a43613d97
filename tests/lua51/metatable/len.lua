-- # asks a table itself; __len is for others.
print(#setmetatable({1, 2}, {__len = function() return 42 end}))
local p = newproxy(true)
getmetatable(p).__len = function(a, b) return "len", b end
print(#p)
getmetatable(p).__len = function(a, b) return b end
print(#p)
print(pcall(function() return #newproxy() end))
print(pcall(function() return #5 end))
print(pcall(function() local n return #n end))
print(pcall(function() local t = {} return #t.x end))
print(#"", #"a\0b", #{}, #{n = 1}, #{nil, 2})
