-- A queue and a stack of insert and remove.
local q = {}
for i = 1, 5 do table.insert(q, 1, i) end
print(table.concat(q, " "))
for i = 1, 3 do io.write(table.remove(q), " ") end
print(#q)
for i = 1, 3 do table.insert(q, i * 10) end
while #q > 0 do io.write(table.remove(q, 1), " ") end
print(#q)
