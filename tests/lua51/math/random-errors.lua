print(pcall(math.random, 0)) print(pcall(math.random, -5)) print(pcall(math.random, 2, 1)) print(pcall(math.random, 1, 2, 3)) print(pcall(math.random, "x")) print(pcall(math.random, {})) print(pcall(math.random, 1, {})) print(pcall(math.random, nil)) print(pcall(math.randomseed, {}))
print(math.random(3.9) <= 3, math.random(0.5 + 0.5), pcall(math.random, 0.5)) print(math.random(1.9, 1.1))
