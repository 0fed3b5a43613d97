-- An error in a finalizer comes out of where the collection was.
local p = newproxy(true)
getmetatable(p).__gc = function() error("from the finalizer", 0) end
p = nil
print(pcall(collectgarbage))
print(pcall(collectgarbage))
local object = {}
local q = newproxy(true)
getmetatable(q).__gc = function() error(object) end
q = nil
local ok, err = pcall(collectgarbage)
print(ok, err == object)
local called = {}
for i = 1, 3 do
  local r = newproxy(true)
  getmetatable(r).__gc = function() called[#called + 1] = i error("number " .. i, 0) end
end
for i = 1, 4 do print(pcall(collectgarbage)) end
print(table.concat(called, " "))
