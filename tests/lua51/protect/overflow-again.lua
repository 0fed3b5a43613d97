-- An overflow has xpcall's handler called, the second and the third time too, and
-- where it is deep already; of calls and of values.
local function over() return 1 + over() end
local function wide()
  local a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20
  local b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20
  local c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20
  local d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16, d17, d18, d19, d20
  local e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20
  return 1 + wide()
end
local function handler(m)
  assert(not pcall(error) and not xpcall(error, function() end))
  local function f(n) return n == 0 and m:match("stack overflow") or (f(n - 1)) end
  return f(20)
end
local function at(depth, f)
  if depth > 0 then return 1 + at(depth - 1, f) end
  for i = 1, 3 do print(i, xpcall(f, handler)) end
  return 0
end
for _, f in ipairs{over, wide} do
  print(at(2000, f), at(100, f), at(0, f))
end
print(coroutine.wrap(function() return at(10, over) end)())
