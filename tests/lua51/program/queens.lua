-- All ways to put n queens on a board so that none attacks another.
local function place(n, row, columns, up, down, found)
  if row > n then
    found(columns)
    return
  end
  for column = 1, n do
    local rising, falling = row + column, row - column
    if not columns[-column] and not up[rising] and not down[falling] then
      columns[row], columns[-column], up[rising], down[falling] = column, true, true, true
      place(n, row + 1, columns, up, down, found)
      columns[row], columns[-column], up[rising], down[falling] = nil
    end
  end
end

for n = 1, 7 do
  local count, first = 0
  place(n, 1, {}, {}, {}, function(columns)
    count = count + 1
    first = first or table.concat(columns, " ", 1, n)
  end)
  print(n, count, first)
end
