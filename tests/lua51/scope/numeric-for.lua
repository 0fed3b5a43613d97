-- Bounds and step are evaluated once; where they end.
local function list(a, b, c)
  local t = {}
  for i = a, b, c or 1 do t[#t + 1] = i if #t > 20 then break end end
  return table.concat(t, " ")
end
print(list(1, 5)) print(list(5, 1)) print(list(5, 1, -2)) print(list(1, 1)) print(list(1, 0))
print(list(0, 1, 0.25)) print(list(1, 3.9)) print(list(-1, -3, -1)) print(list("2", "8", "3"))
print(list(1, math.huge)) print(list(-math.huge, 0)) print(list(0/0, 1)) print(list(1, 0/0))
print(list(1, 3, 0)) print(list(3, 1, 0))
print(list(1e15, 1e15 + 3)) print(list(2^53, 2^53 + 4, 2))
local n = 0
for i = (function() n = n + 1 return 1 end)(), (function() n = n + 1 return 4 end)(), (function() n = n + 1 return 2 end)() do end
print(n)
for _, bad in ipairs { "for i = 'x', 2 do end", "for i = 1, {} do end", "for i = 1, 2, nil do end", "for i = 1, 2, 'x' do end", "for i = nil, 2 do end" } do
  print(pcall(loadstring(bad, "=(for)")))
end
