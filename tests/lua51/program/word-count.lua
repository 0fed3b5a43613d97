-- Words of standard input by frequency, columns by format.
local counts, order = {}, {}
local lines, bytes = 0, 0
for line in io.lines() do
  lines, bytes = lines + 1, bytes + #line + 1
  for word in line:lower():gmatch("[%a']+") do
    if not counts[word] then counts[word] = 0 order[#order + 1] = word end
    counts[word] = counts[word] + 1
  end
end
table.sort(order, function(a, b) return counts[a] > counts[b] or counts[a] == counts[b] and a < b end)
print(lines, bytes, #order)
for i = 1, math.min(10, #order) do print(string.format("%-10s|%5d|%6.2f%%", order[i], counts[order[i]], counts[order[i]] * 100 / #order)) end
print(io.read(), io.read("*a"), io.read("*a"), io.read(0), io.read("*n"))
