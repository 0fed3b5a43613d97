--deviation: a minus sign negates, as the official math.lua asserts, which fails where C's long has 64 bits
--< 1.844674407371e+19	1.844674407371e+19	nil	nil	1.844674407371e+19	1.844674407371e+19	3.7617743027826e+16
--> -1	-255	nil	nil	-1.844674407371e+19	1.844674407371e+19	3.7617743027826e+16
print(tonumber("ffffffffffffffff", 16), tonumber("10000000000000000", 16), tonumber(("f"):rep(100), 16), tonumber(("1"):rep(64), 2), tonumber(("1"):rep(65), 2))
print(tonumber("-1", 16), tonumber("-ff", 16), tonumber("- 1", 16), tonumber("--1", 16), tonumber("-" .. ("f"):rep(40), 16), tonumber("zzzzzzzzzzzzzzz", 36), tonumber("9007199254740993", 11))
