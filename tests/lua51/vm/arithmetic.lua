local a, b, z, h = 7, -3, 0, 1 / 0
print(a + b, a - b, a * b, a / b, a % b, b % a, a ^ 2, 2 ^ -1, -a, -z)
print(a / z, b / z, z / z ~= z / z, a % h, b % h, -a % -h, a % z ~= a % z)
print(5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2, 1e300 * 1e10, -1e300 * 1e10)
print(2 ^ 53, 2 ^ 53 + 1, 1e15, 1e14, 123456789012345, 0.1, 1 / 3, 100, -0.5)
print("10" + 5, "3" * "4", "0x10" + 0, " 7 " - 1, "1e2" / 1, -"2", "10" % 3, "2" ^ 3)
for _, f in ipairs{
  function() return "a" + 1 end, function() return 1 + "" end, function() return nil + 1 end,
  function() return {} * 2 end, function() return -{} end, function() return 2 ^ true end,
  function() return a + nil end, function() local s = "x" return s % 2 end, function() return print - 1 end,
} do print(pcall(f)) end
print(2 ^ 31, 2 ^ 32, 2 ^ 63, -2 ^ 63, 2 ^ 64, 2 ^ 1023 * 2, math.huge - math.huge ~= math.huge - math.huge)
