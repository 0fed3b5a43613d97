local s = "x"
print(pcall(function() s:rep() end)) print(pcall(function() s:rep({}) end)) print(pcall(function() s:sub() end))
print(pcall(function() s:format(1) s:find() end)) print(pcall(function() ("%d"):format("x") end)) print(pcall(function() s:gsub("x") end))
