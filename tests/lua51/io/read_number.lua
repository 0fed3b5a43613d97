-- what scanf("%lf") takes, and what it leaves
local f = io.tmpfile()
local function try(text)
  f:seek("set") f:write(text, "|\n") f:seek("set")
  local n = f:read("*n")
  print(text, n, f:read("*l"))
end
for _, text in ipairs {"1", "12.", ".5", ".", "-", "+1", "+-1", "--1", "1e", "1e5", "1e+5", "1e+", "1e-x", "1e5.5", "1.2.3",
  "0", "00", "-0", "0x", "0x10", "0X1F", "0x.8", "0x.", "0x1p4", "0x1p", "0x1p-2", "0xg", "0x1.8", "-0x10", "inf", "INF", "-inf",
  "info", "infinity", "infinitx", "infi", "nan2", "nax", "n", "  7", "\t\v\f\r8", "x", "1x", "1_0", "1,5", "1e400", "-1e400", "1e-400",
  "123456789012345678901234567890", "0.1", "1e23", "9007199254740993", "e5", "5e5e5", "1d5", "0b1", "1'0", "١"} do
  try(text)
end
f:close()
for _, text in ipairs {"", " ", "\n", "1", "1e", "-", "0x", "n", "na", "inf", "infi", "1.", "."} do
  local f = io.open("f", "w") f:write(text) f:close()
  f = io.open("f")
  print(("%q"):format(text), f:read("*n")) print(f:read("*l"), f:read("*a"), f:read(0)) f:close()
end
