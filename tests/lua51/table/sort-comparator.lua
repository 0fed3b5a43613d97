-- By a function of one's own.
local function show(t, f) table.sort(t, f) print(table.concat(t, " ")) end
show({3, 1, 2}, function(a, b) return a > b end)
show({"bb", "a", "ccc"}, function(a, b) return #a < #b end)
show({"b", "A", "c", "B"}, function(a, b) return a:lower() .. a < b:lower() .. b end)
local people = {{name = "x", age = 3}, {name = "y", age = 1}, {name = "z", age = 2}}
table.sort(people, function(a, b) return a.age < b.age end)
for _, p in ipairs(people) do io.write(p.name, " ") end
print()
show({3, 1, 2}, nil)
show({1, "2", 3}, function(a, b) return tonumber(a) < tonumber(b) end)
show({2, 3, 1}, function(a, b) if a < b then return "true in Lua" end end)
show({2, 3, 1}, function(a, b) return a < b, "second" end)
