-- in a zone without summer time the hour is taken for the usual one
for _, dst in ipairs {true, false} do
  print(os.time {year = 2020, month = 6, day = 1, hour = 12, isdst = dst})
  print(os.time {year = 2020, month = 1, day = 1, hour = 0, isdst = dst})
end
print(os.time {year = 2020, month = 6, day = 1, isdst = 0}, os.time {year = 2020, month = 6, day = 1, isdst = "no"})
