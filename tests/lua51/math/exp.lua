for _, x in ipairs {0, 1, -1, 0.5, 2, 10, -10, 100, 700, 709.7, 710, -700, -745, -746, 1e-5, 1e-10, 1/0, -1/0, 0.1, 3.3} do print(("%.17g"):format(x), ("%.17g"):format(math.exp(x))) end
print(math.exp(1), math.exp("0"))
