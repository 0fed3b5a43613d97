local s = "" for i = 1, 5 do s = s .. i .. (i / 4) .. " " end print(s)
print(10 .. "", 1e3 .. "", 0.1 .. "", -5 .. "x", (2^53) .. "", #tostring(1/3), #(1/3 .. ""))
print("10" + 1, "1e1" * 1, "0x10" * 1, " 7 " - 0, -"3", "2" ^ "3", "7" % "4", 10 / "4") print(10 == "10", "abc" < "abd", pcall(function() return 1 < "2" end))
print(pcall(function() for i = "1", 2 do end end)) print(pcall(function() for i = 1, {} do end end))
