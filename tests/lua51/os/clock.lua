local c = os.clock()
print(type(c), c >= 0, c < 10)
local t = os.clock() for i = 1, 200000 do local x = i * i end
print(os.clock() >= t, os.clock() - t < 60)
os.execute("sleep 0.3")
print(os.clock() - t < 0.25) -- CPU time, and not that of children
print(select("#", os.clock()), os.clock(1) ~= nil)
local us = os.clock() * 1e6 print(math.abs(us - math.floor(us + 0.5)) < 1e-3)
