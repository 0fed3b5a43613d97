local function show(d)
  if not d then return print(d) end
  print(d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst)
end
show(os.date("*t", 0)) show(os.date("!*t", 1e9)) show(os.date("*t", -1)) show(os.date("*t", 951826554.9))
show(os.date("!*t", 253402300800)) show(os.date("!*t", -62167219201)) show(os.date("!*t", 1e15))
local n = 0 for k in pairs(os.date("*t")) do n = n + 1 end print(n)
print(os.date("*tx", 0), os.date("!*t ", 0), os.date("*", 0), os.date(" *t", 0))
print(type(os.date("*t")), type(os.date("!*t").isdst))
