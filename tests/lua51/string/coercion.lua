print("10" + 5, "3" * "4", "0x10" + 0, " 5 " + 1, 10 .. 20, 1.5 .. "", -0.0 .. "")
print(pcall(function() return "abc" + 1 end)) print(pcall(function() return "" + 1 end)) print(pcall(function() return "1 2" + 1 end))
print(("5"):rep("3"), string.rep(5, 3), math.max("10", 9), #tostring(12), ("x"):rep(2^1))
print(1 .. "", 1e100 .. "", 2^63 .. "", 0.1 .. "", 100 .. "") print(pcall(function() return "a" .. {} end)) print(pcall(function() return nil .. "a" end))
