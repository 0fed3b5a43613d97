-- weeks about the turn of every kind of year
for year = 1996, 2024 do
  local t = os.time {year = year, month = 1, day = 1}
  for day = -4, 4 do io.write(os.date("!%j %U %W %V %G %g %u%w;", t + day * 86400)) end
  print()
end
