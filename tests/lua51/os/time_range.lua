for _, y in ipairs {2147483647, -2147483648, 1e6, -1e6, 1e10, 2^31, 2^32 + 2000, 1e300, 292277026596} do
  print(y, os.time {year = y, month = 1, day = 1})
end
for _, s in ipairs {2147483647, -2147483648, 2^31, 1e10} do print(s, os.time {year = 2000, month = 1, day = 1, sec = s}) end
print(os.time {year = 2000, month = 2^31 - 1, day = 1}, os.time {year = 2000, month = 1, day = -2^31})
