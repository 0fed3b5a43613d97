-- Fields beyond the border and other keys stay.
local t = {3, 2, 1, x = "x", [1000] = "ten", [0] = "zero"}
table.sort(t)
print(t[1], t[2], t[3], t.x, t[1000], t[0], #t)
local nan = 0 / 0
t = {3, nan, 1}
print(pcall(table.sort, t))
