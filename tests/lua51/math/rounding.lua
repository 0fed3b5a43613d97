for _, x in ipairs {0, 0.5, -0.5, 1.5, -1.5, 2.5, 1e15 + 0.5, -1e15 - 0.5, 2^53, 1e300, -1e300, 0.49999999999999994, 5e-324, 1/0, -1/0} do print(x, math.floor(x), math.ceil(x), math.abs(x)) end
print(math.floor("3.7"), math.ceil("3.2"), math.abs("-3"), math.floor(-0.1), math.abs(-0.1))
