for _, x in ipairs {0, 0.1, 0.5, 1, 2, -3, 10, 21.9, 22.1, 1e-5, 1e-10, 1/0, -1/0, 0.999} do print(("%.17g"):format(x), ("%.17g"):format(math.tanh(x))) end

