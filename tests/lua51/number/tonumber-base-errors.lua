for _, b in ipairs {0, 1, -1, 37, 100, 2^31} do print(b, pcall(tonumber, "1", b)) end
print(pcall(tonumber, {}, 16)) print(pcall(tonumber, nil, 16)) print(pcall(tonumber, true, 2)) print(pcall(tonumber, "1", "x")) print(pcall(tonumber, "1", {})) print(pcall(tonumber, "10", 36.5))
