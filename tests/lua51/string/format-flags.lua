local flags = {"", "-", "+", " ", "#", "0", "-0", "+ ", "+0", "#0", " 0", "-+", "0-+ #"}
for _, f in ipairs(flags) do
  local r = {}
  for _, c in ipairs {"8d", "8x", "8o", "8.3f", "8g", "8.2e", "8s", "8.3d", "8u"} do r[#r + 1] = ("%" .. f .. c):format(42) end
  print(("%-6s"):format(f), table.concat(r, "|"))
end
