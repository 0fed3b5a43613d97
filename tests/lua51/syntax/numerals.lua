-- Numbers as they are written.
local function value(s) local f, e = loadstring("return " .. s, "=x") if f then print(s, f()) else print(e) end end
for s in ("0 00 1 1. .1 1.5 1e2 1E2 1e+2 1e-2 1.e1 .1e1 0x10 0XfF 0xA 0xg 1x 1e 1e+ 1e- 1..2 1.2.3 .. ... 3a 0x 0xx 1_000 1e1e1 1e1.5 0x1.8 1e400 1e-400 123456789012345678 0.1e-6 08 1f 0b1 1u 0xffffffffffffffff 9007199254740993"):gmatch("%S+") do value(s) end
print(1 .. 2, 1. .. 2, 0x10 .. "", -1 .. "")
print(3-2, 3 -2, 1e1-1, 0xe+1, 0xe-1, 1e+1)
