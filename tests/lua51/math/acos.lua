for _, x in ipairs {0, 0.1, 0.5, 0.9, 0.999, 0.9999999, 1, -1, -0.5, -0.25, 1e-5, 1e-10, 0.7071067811865476} do print(("%.17g"):format(x), ("%.17g"):format(math.acos(x))) end
print(math.acos(2), math.acos(-1.0000001), math.acos(1/0))
