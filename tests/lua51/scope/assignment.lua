-- All expressions are evaluated before any assignment.
local i, a = 3, {}
i, a[i] = i + 1, 20
print(i, a[3], a[4])
local x, y, z = 1, 2, 3
x, y = y, x
print(x, y)
x, y, z = z, x, y
print(x, y, z)
local t = { 1, 2 }
t[1], t[2] = t[2], t[1]
print(t[1], t[2])
a, b, c = 0, 1
print(a, b, c)
a, b = a + 1, b + 1, b + 2
print(a, b)
local function f() return "f1", "f2" end
local p, q, r = f()
print(p, q, r)
p, q, r = f(), "x"
print(p, q, r)
p, q, r = "y", f()
print(p, q, r)
do
  local a = { }
  local i, j, b
  a = { "a", "b" } i = 1 j = 2 b = a
  i, a[i], a, j, a[j], a[i + j] = j, i, i, b, j, i
  print(i, b[1], a, j == b, b[2], b[3])
end
