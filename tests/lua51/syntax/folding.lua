-- What is calculated while compiling is what the program would calculate.
local function same(a, b) return a == b or a ~= a and b ~= b end
local one, two, three, zero, half = 1, 2, 3, 0, 0.5
print(same(1 + 2, one + two), same(2 ^ 0.5, two ^ half), same(7 % -3, 7 % -three), same(-7 % 3, -7 % three), same(5.3 % 0.1, (5 + 0.3) % (1 / 10)))
print(1 / 0, -1 / 0, 1 / zero, 5 % math.huge, -5 % math.huge, same(0 / 0, zero / zero), same(1 % 0, one % zero), 2 ^ 53 + 1, -2 ^ 63, 2 ^ 1024, -(2 ^ 1024))
print(1 / -0 == 1 / 0, 1 / (0 * -1), 1 / (-zero), 0 == -0, -0 .. "", 3 - -3, - - -3, 10 / 4, 1e308 * 10, 1e-308 / 1e10)
print(0.1 + 0.2 == 0.3, 0.1 + 0.2, 100 * 1.1, 1 - 0.9, 3 * 0.1, 1e15 + 0.5, 123456789 * 987654321, 2 ^ 31, 2 ^ 32 - 1, 2 ^ -1074)
print(#"abc" + #"", -"2" + 0, "10" / "2", "0x10" + 0, 10 .. 20, -1 ^ 2, (-1) ^ 2, 2 ^ 3 ^ 0)
