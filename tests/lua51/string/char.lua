print(string.char(), #string.char(), string.char(72, 105))
print(string.char(0, 255):byte(1, 2), #string.char(0, 0))
print(string.char("65", 66.9))
print(pcall(string.char, 256)) print(pcall(string.char, -1)) print(pcall(string.char, 65, "x"))
print(pcall(string.char, 65, nil))
for _, n in ipairs {1, 2, 10, 200} do
  local t = {} for i = 1, n do t[i] = i % 256 end
  print(n, #string.char(unpack(t)))
end
