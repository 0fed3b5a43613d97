-- every conversion of one letter; what is none stands for itself
for _, t in ipairs {0, 1234567890, 951782400, 1e9, -1, 1709164800, 4102444799} do
  local list = {}
  for c = 33, 126 do list[#list + 1] = os.date("!%" .. string.char(c), t) end
  print(table.concat(list, "|"))
end
