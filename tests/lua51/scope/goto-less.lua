-- continue, nested break and early exit, as 5.1 programs write them.
for i = 1, 10 do
  repeat
    if i % 2 == 0 then break end
    if i == 7 then break end
    io.write(i, " ")
  until true
end
print()
local function find(grid, v)
  for y, row in ipairs(grid) do
    for x, c in ipairs(row) do
      if c == v then return x, y end
    end
  end
end
print(find({ { 1, 2 }, { 3, 4 } }, 3), find({ { 1 } }, 9))
local i = 0
while true do
  i = i + 1
  local skip = i % 3 ~= 0
  if not skip then
    io.write(i, " ")
    if i >= 12 then break end
  end
end
print()
for a = 1, 3 do for b = 1, 3 do if b == a then break end io.write(a, b, " ") end end print()
do return print("the end of the chunk, before the end of the file") end
print("never")
