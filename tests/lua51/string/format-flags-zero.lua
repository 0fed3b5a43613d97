local flags = {"", "-", "+", " ", "#", "0", "#0", "+0", "0 "}
for _, f in ipairs(flags) do
  local r = {}
  for _, c in ipairs {"d", "5d", "x", "5x", "o", "5o", ".0d", ".0x", ".0o", "g", "f", ".0f", "e", "5c"} do r[#r + 1] = ("%" .. f .. c):format(0) end
  print(("%-3s"):format(f), table.concat(r, "|"))
end
