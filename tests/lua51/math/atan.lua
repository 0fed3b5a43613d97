for _, x in ipairs {0, 0.1, 0.5, 1, 2, 10, 1e5, 1e300, 1/0, -1/0, -1, -0.3, 1e-5, 1e-10, 3} do print(("%.17g"):format(x), ("%.17g"):format(math.atan(x))) end
print(math.atan(1) * 4 == math.pi)
