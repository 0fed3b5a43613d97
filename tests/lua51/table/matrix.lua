-- Tables of tables: a small program.
local function matrix(n, f)
  local m = {}
  for i = 1, n do
    m[i] = {}
    for j = 1, n do m[i][j] = f(i, j) end
  end
  return m
end
local function product(a, b)
  return matrix(#a, function(i, j)
    local sum = 0
    for k = 1, #a do sum = sum + a[i][k] * b[k][j] end
    return sum
  end)
end
local m = product(matrix(4, function(i, j) return i + j end), matrix(4, function(i, j) return i - j end))
table.foreachi(m, function(_, row) print(table.concat(row, "\t")) end)
table.sort(m, function(a, b) return a[1] > b[1] end)
print(m[1][1], m[4][1])
