print(math.max(1), math.max(1, 2, 3), math.max(3, 1, 2), math.max(-1, -2), math.max("10", 9), math.max(1/0, 5), math.max(-1/0, 5))
print(math.min(1), math.min(1, 2, 3), math.min(3, 1, 2), math.min(-1, -2), math.min("10", 9), math.min(1/0, 5), math.min(-1/0, 5))
print(math.max(1.5, 1.25), math.min(0.1, 0.11), math.max(unpack {5, 9, 2}), math.min(unpack {5, 9, 2}))
print(pcall(math.max)) print(pcall(math.min)) print(pcall(math.max, 1, nil)) print(pcall(math.min, 1, "x")) print(pcall(math.max, {}))
