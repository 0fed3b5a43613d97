for _, x in ipairs {0, 1, 2, 3, 0.5, 0.75, -8, 1e100, 5e-324, 2^-1022, 1/0, 0.1} do print(x, math.frexp(x)) end
print(math.ldexp(0.5, 3), math.ldexp(1, 10), math.ldexp(1, -1074), math.ldexp(1, -1075), math.ldexp(1, 1024), math.ldexp(-3, 2), math.ldexp(0, 100), math.ldexp(1, 2.9), math.ldexp(1, -2.9), math.ldexp("1", "2"), math.ldexp(1/0, -5), math.ldexp(1.5, 5000), math.ldexp(1.5, -5000))
for _, x in ipairs {1, 0.1, 1e-300, 123.456} do local m, e = math.frexp(x) print(math.ldexp(m, e) == x) end
