local function members(class)
  local from, r = nil, {}
  for c = 0, 256 do
    local inside = c < 256 and string.char(c):find(class) ~= nil
    if inside and not from then from = c elseif not inside and from then r[#r + 1] = from .. "-" .. c - 1 from = nil end
  end
  return table.concat(r, " ")
end
for c in ("acdlpsuwxz"):gmatch(".") do print("%" .. c, members("%" .. c)) print("%" .. c:upper(), members("%" .. c:upper())) end
print(members("."), members("%."), members("%g"), members("%-"), members("%y"), members("%\200"))
