local function sequence(seed) math.randomseed(seed) local t = {} for i = 1, 10 do t[i] = math.random(1000) end return table.concat(t, " ") end
print(sequence(1) == sequence(1), sequence(1) == sequence(2), sequence(12345) == sequence(12345), select("#", math.randomseed(1)), sequence("7") == sequence(7))
