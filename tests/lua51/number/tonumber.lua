print(tonumber(10), tonumber(1.5), tonumber("10"), tonumber(nil), tonumber(true), tonumber({}), tonumber(print))
print(pcall(tonumber)) print(pcall(tonumber, nil)) print(select("#", tonumber("x"))) print(tonumber("10", nil), tonumber("10", 10), tonumber(10, 10), tonumber({}, 10))
print(tonumber("  12  "), tonumber("1e1"), tonumber("0x1F"), tonumber(setmetatable({}, {__tostring = function() return "5" end})))
