-- Table constructors of every form and size.
local function size(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end
local function v(...) return ... end
print(#{1, 2, 3}, #{1, 2, 3,}, #{1; 2; 3;}, #{v(1, 2), v(3, 4)}, #{v(1, 2), (v(3, 4))}, #{(v(1, 2))}, #{v()}, #{v(), 1}, size {v(1, nil, 3)}, size {x = 1, y = 2, 3, [10] = 4, ["z w"] = 5})
local t = {x = 1, "a", y = 2, "b", [3] = "c", [1] = "lost", v("d", "e")} print(t[1], t[2], t[3], t[4], t.x, t.y)
local u = {v(1, 2, 3), x = 5} print(#u, u.x) u = {x = 5, v(1, 2, 3)} print(#u, u.x)
for _, n in ipairs {49, 50, 51, 99, 100, 101, 150, 511, 600, 26000} do
  local list = {} for i = 1, n do list[i] = i end
  local source = "return {" .. table.concat(list, ",")
  local a, b, c = loadstring(source .. "}")(), loadstring(source .. ",...}")("x", "y"), loadstring(source .. ",k=1,...}")("z")
  print(n, #a, a[n], a[math.ceil(n / 2)], #b, b[n + 1], b[n + 2], #c, c[n + 1], c.k)
end
local w = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, a = {v(1, 2)}, b = v("x", "y"), [60] = "z", 51, v(52, 53)}
print(#w >= 53, w[1], w[50], w[51], w[53], #w.a, w.b, w[60])
print(pcall(loadstring "return {[nil] = 1}")) print(pcall(loadstring "return {[0/0] = 1}")) print(({nil, nil, 3})[3], ({[1] = 1, [2] = 2, 3})[1], ({{}, {{}}})[2][1] ~= nil, ({n = nil}).n)
