local n, s = 0, 0 for i = 0, 1, 0.1 do n = n + 1 s = s + i end print(n, s) n = 0 for i = 1, 0, -0.25 do n = n + 1 io.write(i, " ") end print(n)
for i = 2^53 - 3, 2^53 - 1 do io.write(("%.0f"):format(i), " ") end print() n = 0 for i = 1, 3.5 do n = n + 1 end print(n) for i = 1e15, 1e15 + 2 do io.write(i, " ") end print()
