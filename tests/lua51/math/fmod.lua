for _, p in ipairs {{7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {5.5, 2}, {-5.5, 2}, {1e300, 7}, {5, 1/0}, {0, 5}, {1, 0.1}, {2^53, 3}, {5e-324, 3}, {6, 3}} do print(p[1], p[2], math.fmod(p[1], p[2]), math.mod(p[1], p[2])) end
print(math.fmod(1, 0), math.fmod(1/0, 1)) print(pcall(math.fmod, 1))
