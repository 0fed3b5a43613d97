local s = ("0123456789"):rep(1000)
print(#s, s:sub(5000, 5010), s:find("9012", 4000, true)) print(#s:gsub("%d", "%0%0"), select(2, s:gsub("5", "five")))
print(#s:upper(), s:byte(-1), #("%s"):format(s), #s:rep(10), s:reverse():sub(1, 10))
local parts = {} for d in s:gmatch("(%d)8") do parts[#parts + 1] = d end print(#parts, parts[1], parts[#parts])
