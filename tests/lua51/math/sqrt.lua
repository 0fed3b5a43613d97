for _, x in ipairs {0, 1, 2, 4, 0.25, 1e300, 1e-300, 2^53, 10, 5e-324, 1/0, 144} do io.write(("%.17g "):format(math.sqrt(x))) end print() print(math.sqrt(-1), math.sqrt(2)^2 == 2, math.sqrt("16"))
