--deviation: intervals may be larger than C's int, in which lua5.1 counts
--< false	bad argument #1 to '?' (interval is empty)
--> true	true
print(pcall(function() local r = math.random(1000000) return r >= 1 and r <= 1000000 end))
local ok, r = pcall(math.random, 2^40)
print(ok, ok and r >= 1 and r <= 2^40 and r == math.floor(r) or r)
