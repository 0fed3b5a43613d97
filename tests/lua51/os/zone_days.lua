-- local time as TZ names it: dates, and back
local f = io.open("zone.lua", "w")
f:write [[
for _, t in ipairs {0, -1e9, -3e9, 2e8, 1e9, 1.3e9, 1616893199, 1616893200, 1635641999, 1635642000, 1615705199, 1615705200, 1636264800, 1633190400, 1617465600, 2e9, 2145916800, 2.2e9, 4e9, 4.01e9} do
  print(os.date("%c %z %Z %j", t), os.date("!%H %s %Z", t), os.date("*t", t).isdst)
end
for month = 1, 12 do
  local t = {year = 2021, month = month, day = 15, hour = 12}
  io.write(os.time(t), " ")
  t.isdst = true io.write(os.time(t), " ")
  t.isdst = false io.write(os.time(t), "\n")
end
for _, d in ipairs {{3, 28}, {10, 31}, {3, 14}, {11, 7}, {10, 3}, {4, 4}} do
  for hour = 0, 4 do io.write(os.time {year = 2021, month = d[1], day = d[2], hour = hour, min = 30}, " ") end print()
end
]]
f:close()
for _, tz in ipairs {"EST5EDT,J60/1,J300/2:30", "EST5EDT,59,299/26", "EST5EDT,M3.2.0/-1,M11.1.0", "ABC-1DEF-3,M3.2.0,M11.1.0", "EST5EDT,M3.2.0/2:00:30,M11.1.0/1:30"} do
  print(tz) io.stdout:flush()
  os.execute("TZ='" .. tz .. "' lua zone.lua")
end
