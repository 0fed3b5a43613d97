for _, x in ipairs {0, 1, math.pi, -math.pi / 2, 45, 90, 180, 360, 57.295779513082, 1e10, 0.1} do print(("%.17g %.17g"):format(math.deg(x), math.rad(x))) end
print(math.deg(math.pi), math.rad(180) == math.pi, math.deg(math.rad(30)))
