-- Numbers are written as tostring writes them.
print(table.concat({0.1, 1e15, 1e14, -0.5, 100, 1e100, 2 ^ 53}, " "))
print(table.concat({1 / 0, -1 / 0, 1 / 3, 1e-7, 123456789012}, " "))
print(table.concat({3.0, 3.14159265358979, -1}, 1.5))
print(table.concat({0x10, 1e2, .5}, "|"))
