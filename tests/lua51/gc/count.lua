-- The count grows with what is made, and falls when it is dropped.
collectgarbage()
local before = collectgarbage("count")
local t = {}
for i = 1, 2000 do t[i] = ("x"):rep(1000) .. i end
local with = collectgarbage("count")
print(with - before > 1500, with > before)
t = nil
collectgarbage()
local after = collectgarbage("count")
print(with - after > 1500)
for i = 1, 10000 do collectgarbage("count") end
print(math.abs(gcinfo() - collectgarbage("count")) < 1000)
