-- Many and large pieces.
local t = {}
for i = 1, 20000 do t[i] = i end
local s = table.concat(t, " ")
print(#s, s:sub(1, 20), s:sub(-11))
local sum = 0
for n in s:gmatch "%d+" do sum = sum + n end
print(sum)
local big = ("x"):rep(100000)
print(#table.concat({big, big, big}, big))
