local t = {} t[1] = "a" t["1"] = "b" t[1.5] = "c" t[2^53] = "d" t[-0.5] = "e"
print(t[1], t["1"], t[1.0], t[3/2], t[2^53], t[9007199254740992], t[-1/2], t[2]) print(#t, t[0], t["1.5"])
t[1e100] = "big" print(t[1e100], t[10^100]) print(pcall(function() t[0/0] = 1 end)) print(t[0/0])
