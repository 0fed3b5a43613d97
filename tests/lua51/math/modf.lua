for _, x in ipairs {0, 1, 1.5, -1.5, 0.25, -0.25, 1e15 + 0.5, 2^53, 1e300, 1/0, -1/0, 123456.789} do print(x, math.modf(x)) end
print(select("#", math.modf(1.5)), math.modf("2.5"))
