for _, x in ipairs {0, 0.1, 0.5, 0.9, 0.999, 1, -1, -0.5, -0.25, 1e-5, 1e-10, 0.7071067811865476} do print(("%.17g"):format(x), ("%.17g"):format(math.asin(x))) end
print(math.asin(2), math.asin(-1.0000001), math.asin(1/0))
