for c = 1, 255 do
  local s = os.date("!%" .. string.char(c), 86400 * 365)
  if c < 33 or c > 126 then print(c, (s:gsub(".", function(b) return b:byte() .. "." end))) end
end
