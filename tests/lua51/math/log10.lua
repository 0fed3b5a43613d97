for _, x in ipairs {1, 2, 10, 100, 1000, 0.1, 0.001, 1e15, 1e100, 1e300, 1e-300, 3, 5, 123.456, 5e-324, 1/0, 0.5, 7} do print(("%.17g"):format(x), ("%.17g"):format(math.log10(x))) end
print(math.log10(0), math.log10(-1), math.log10("1000"))
