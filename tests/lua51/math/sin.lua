for _, x in ipairs {0, 0.5, 1, -1, 2, 3, 3.14159, math.pi, math.pi / 2, math.pi / 6, 10, 100, 1e5, 1e10, 1e22, 1e-5, 1e-10, 1e300, -7.5} do print(("%.17g"):format(x), ("%.17g"):format(math.sin(x))) end
print(math.sin(1/0), math.sin(math.pi), math.sin("1"))
