print(0x10, 0xff, 0XA, 0xffffffff, 0xFFFFFFFFFFFF, 1e2, 1E+2, 1e-2, .5, 5., 3.0, 0.1e1, 1e308)
print(100, 1e15, 123456789012, 0x7fffffffffffffff, 1e400, 0001, 1.e1)
for _, s in ipairs {"1e", "0x", "0xg", "1..2", "1.5.5", "3x", "0x1p4x", "1e+", "5a", "1_0"} do print(s, loadstring("return " .. s) == nil) end
