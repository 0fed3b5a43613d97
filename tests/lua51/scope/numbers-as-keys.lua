-- Equal numbers are one key however they are written; strings are other keys.
local t = {}
t[1] = "int" t["1"] = "string" t[1.0] = "float" t[10 / 10] = "quotient"
print(t[1], t["1"], #t)
local minus = -1
t[0 * minus] = "zero"
print(t[0], t[0 * minus])
t[2^53] = "big"
print(t[9007199254740992], t[2^53 + 1])
t[0.1 + 0.2] = "sum"
print(t[0.3], t[0.1 + 0.2], t[0.30000000000000004])
t[true], t[false] = "yes", "no"
print(t[true], t[false], t["true"])
t[1/0], t[-1/0] = "inf", "-inf"
print(t[math.huge], t[-math.huge])
print(pcall(function() t[0/0] = 1 end))
print(pcall(function() t[nil] = 1 end))
print(t[nil], t[0/0])
print(pcall(rawset, t, nil, 1))
print(pcall(function() return { [nil] = 1 } end))
