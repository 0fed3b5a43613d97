-- Precedence and associativity.
print(2 + 3 * 4, (2 + 3) * 4, 2 ^ 3 ^ 2, -2 ^ 2, (-2) ^ 2, 2 ^ -1, -3 % 5, -(3 % 5))
print(1 .. 2 .. 3, "a" .. 1 + 2, 1 + 2 .. "", 2 * 3 .. "x")
print(not 1 == 2, not (1 == 2), 1 < 2 == true, "x" .. "y" == "xy", 1 + 1 == 2)
print(1 or 2 and 3, (1 or 2) and 3, nil and 1 or 2, not nil and 1)
print(7 - 3 - 2, 100 / 10 / 5, 7 % 4 % 2, 2 * 3 % 4, - - 3, not not nil)
print(#"abc" + 1, -#"abc", #"ab" * 2, #"a" .. "b", -2 ^ -2, 2 ^ - - 2)
print(5 > 3 and 3 > 1, 1 < 2 and "a" < "b" or false, 1 + 2 < 4 and not false)
