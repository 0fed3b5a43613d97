for _, x in ipairs {1, 2, 10, 0.5, 0.1, 3, 1e10, 1e300, 1e-300, 5e-324, 1.0000001, 0.9999999, 1.5, 100, 1/0} do print(("%.17g"):format(x), ("%.17g"):format(math.log(x))) end
print(math.log(0), math.log(-1), math.log(math.exp(1)), math.log(8, 2) == math.log(8))
