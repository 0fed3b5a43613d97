local function three() return 1, 2, 3 end
local t = {three(), three(), n = three(), [10] = "ten", three()} print(#t >= 5, t[1], t[2], t[3], t[5], t.n, t[10])
t = {[1] = "a", "b"} print(t[1]) t = {"b", [1] = "a"} print(t[1])
local l = {} for i = 1, 120 do l[i] = "v" .. i end
local src = "return {" for i = 1, 120 do src = src .. i .. "," end
local c = loadstring(src .. "}")() print(#c, c[50], c[51], c[100], c[101], c[120])
c = loadstring(src .. "...}")("x", "y") print(#c, c[121], c[122])
c = loadstring(src .. "x = 1, y = {2}}")() print(#c, c[1], c[50], c[51], c.x, c.y[1])
src = "return {" for i = 1, 50 do src = src .. i .. "," end
c = loadstring(src .. "...}")("x", "y") print(#c, c[1], c[50], c[51], c[52])
c = loadstring(src .. "x = tostring(7)}")() print(#c, c[1], c[2], c.x)
c = loadstring(src .. "a = 1, b = 2, 51}")() print(#c, c[1], c[51], c.a, c.b)
local parts = {} for i = 1, 26000 do parts[i] = i end
c = loadstring("return {" .. table.concat(parts, ",") .. "}")() print(#c, c[1], c[25550], c[25551], c[26000])
print(#{}, #{nil}, #{nil, nil, 3}, #{1, nil}, #{1, nil, 3, nil}, #{1, 2, nil, nil}, #{n = 1, 1})
print(pcall(loadstring("return {[nil] = 1}"))) print(pcall(loadstring("return {[0/0] = 1}")))
local nested = {{1, {2, {3}}}, a = {b = {c = "deep"}}} print(nested[1][2][2][1], nested.a.b.c)
