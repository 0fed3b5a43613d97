-- What the body does to the control variable does not change the count.
local t = {}
for i = 1, 3 do
  t[#t + 1] = function() return i end
  i = i * 100
end
print(t[1](), t[2](), t[3]())
local n = 0
for i = 1, 5 do
  n = n + 1
  local f = function() i = 100 end
  f()
  if n > 10 then break end
end
print(n)
