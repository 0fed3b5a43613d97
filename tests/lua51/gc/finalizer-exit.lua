-- At the end all finalizers are called, youngest first, reachable or not.
kept = {}
for i = 1, 5 do
  local p = newproxy(true)
  getmetatable(p).__gc = function() print("end of", i) end
  if i % 2 == 1 then kept[i] = p end
end
local p = newproxy(true)
getmetatable(p).__gc = function(o) print("itself", o == p, kept[1] ~= nil) end
print("the script ends")
