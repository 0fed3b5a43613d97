print(tonumber("1010", 2), tonumber("777", 8), tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("ZZ", 36), tonumber("10", 3))
print(tonumber("2", 2), tonumber("8", 8), tonumber("g", 16), tonumber("z", 35), tonumber("", 16), tonumber(" ", 16), tonumber("-", 16), tonumber("1.5", 16), tonumber("1e1", 16), tonumber("1e1", 8))
print(tonumber("  11  ", 2), tonumber("11 1", 2), tonumber("\t7\n", 8), tonumber("+7", 8), tonumber("0xff", 16), tonumber("0XFF", 16), tonumber("0x", 16), tonumber("0xg", 16), tonumber("0x10", 36))
print(tonumber(10, 16), tonumber(1010, 2), tonumber("7", 8.9), tonumber("10", "16"), tonumber("10\0", 16), tonumber("10\0zz", 16), tonumber("1\0", 2))
