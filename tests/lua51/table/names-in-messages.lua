-- How a function is called decides on its name.
print(pcall(function() table.concat(1) end))
print(pcall(function() local concat = table.concat concat(1) end))
print(pcall(function() local t = {c = table.concat} t.c(1) end))
print(pcall(function() local t = {c = table.concat} t:c(1, 2) end))
joined = table.concat
print(pcall(function() joined() end))
print(pcall(function() return table.sort(1) end) == false)
print(pcall(function() table.remove({}, {}) end))
