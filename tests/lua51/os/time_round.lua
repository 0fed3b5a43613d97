-- os.time undoes os.date
local bad, t = 0, -2e9
while t < 4e9 do
  local d = os.date("*t", t)
  if os.time(d) ~= t then bad = bad + 1 print(t, os.time(d)) end
  d.isdst = nil if os.time(d) ~= t then bad = bad + 1 end
  d.day = d.day + 1 if os.time(d) ~= t + 86400 then bad = bad + 1 end
  t = t + 1234567
end
print(bad)
local d = os.date("!*t", 951782400) print(d.year, d.month, d.day, os.time(d))
d.month = d.month + 12 print(os.date("%F", os.time(d))) d.day = d.day - 366 print(os.date("%F", os.time(d)))
