for _, x in ipairs {0, 0.5, 1, -1, 2, 3, 3.14159, math.pi, math.pi / 2, math.pi / 4, 10, 100, 1e5, 1e10, 1e22, 1e-5, 1e-10, -7.5} do print(("%.17g"):format(x), ("%.17g"):format(math.tan(x))) end
print(math.tan(1/0), math.tan(math.pi / 4), math.tan(math.pi / 2))
