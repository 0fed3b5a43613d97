-- A lot of garbage of every kind, and what is kept is unharmed.
local kept = {}
for i = 1, 200 do kept[i] = {i, tostring(i), function() return i end} end
for round = 1, 20 do
  local t = {}
  for i = 1, 2000 do t[i] = {i, "s" .. i, i / 3, function() return t end} end
  local c = coroutine.wrap(function() for i = 1, 10 do coroutine.yield({i}) end end)
  for i = 1, 10 do c() end
  for i = 1, 2000, 3 do t[i] = nil end
end
local sum = 0
for i = 1, 200 do
  local k = kept[i]
  if k[1] == i and k[2] == tostring(i) and k[3]() == i then sum = sum + 1 end
end
print(sum)
