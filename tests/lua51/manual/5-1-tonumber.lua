-- tonumber: bases, spaces and refusals.
for _, s in ipairs { "10", " 10 ", "10a", "", " ", "1e1", "0x1F", "0X1f", "-0x10", "1.5", ".5", "5.", ".", "1e", "1e+", "inf", "nan", "0x", "1_000", "1,5", "\n12\t", "12\0", "--1", "+1", "- 1", "1e400", "0b1" } do
  io.write(string.format("%q", s), " ", tostring(tonumber(s)), "\n")
end
print(tonumber("11", 2), tonumber("zz", 36), tonumber("ZZ", 36), tonumber("8", 8), tonumber("7", 8), tonumber("ff", 16), tonumber("0xff", 16), tonumber("1.5", 10), tonumber("1.5", 8), tonumber("", 2))
print(tonumber(" 11 ", 2), tonumber("1 1", 2), tonumber(11, 2), tonumber("1e1", 16), tonumber("10", 10), tonumber(12.5), tonumber("99999999999", 16))
print(pcall(tonumber)) print(tonumber(nil), tonumber({}), tonumber(true), tonumber(print))
print(pcall(tonumber, "1", 1)) print(pcall(tonumber, "1", 37)) print(pcall(tonumber, {}, 10)) print(pcall(tonumber, "1", "x"))
