-- Matrices with operators.
local Matrix = {}
Matrix.__index = Matrix
local function matrix(rows) return setmetatable(rows, Matrix) end
function Matrix.__add(a, b) local r = {} for i = 1, #a do r[i] = {} for j = 1, #a[i] do r[i][j] = a[i][j] + b[i][j] end end return matrix(r) end
function Matrix.__mul(a, b)
  if type(a) == "number" then a, b = b, a end
  local r = {}
  for i = 1, #a do
    r[i] = {}
    for j = 1, type(b) == "number" and #a[i] or #b[1] do
      if type(b) == "number" then r[i][j] = a[i][j] * b
      else local s = 0 for k = 1, #b do s = s + a[i][k] * b[k][j] end r[i][j] = s end
    end
  end
  return matrix(r)
end
function Matrix.__unm(a) return a * -1 end
function Matrix.__eq(a, b) for i = 1, #a do for j = 1, #a[i] do if a[i][j] ~= b[i][j] then return false end end end return true end
function Matrix.__pow(a, n) if n == 1 then return a end local h = a ^ math.floor(n / 2) h = h * h return n % 2 == 0 and h or h * a end
function Matrix.__tostring(a) local s = {} for i = 1, #a do s[i] = table.concat(a[i], " ") end return "[" .. table.concat(s, "; ") .. "]" end
function Matrix.__call(a, i, j) return a[i][j] end
function Matrix.__concat(a, b) return tostring(a) .. tostring(b) end
local m = matrix { { 1, 2 }, { 3, 4 } }
print(m + m, m * m, 2 * m, m * 2, -m)
print(m ^ 5, m(2, 1), m == matrix { { 1, 2 }, { 3, 4 } }, m == m + m)
print(m .. " and " .. m)
local fib = matrix { { 1, 1 }, { 1, 0 } } ^ 50
print(fib(1, 2), matrix { { 1, 2, 3 } } * matrix { { 1 }, { 2 }, { 3 } })
print(pcall(function() return m + nil end))
