print(tonumber("ffffffffffffffff", 16), tonumber("10000000000000000", 16), tonumber(("f"):rep(100), 16), tonumber(("1"):rep(64), 2), tonumber(("1"):rep(65), 2))
print(tonumber("-1", 16), tonumber("-ff", 16), tonumber("- 1", 16), tonumber("--1", 16), tonumber("-" .. ("f"):rep(40), 16), tonumber("zzzzzzzzzzzzzzz", 36), tonumber("9007199254740993", 11))
