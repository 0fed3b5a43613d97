-- A hex dump of every byte, in columns.
local function dump(s)
  for offset = 1, #s, 16 do
    local chunk = s:sub(offset, offset + 15)
    io.write(string.format("%08X  ", offset - 1))
    chunk:gsub(".", function(c) io.write(string.format("%02X ", c:byte())) end)
    io.write((" "):rep(3 * (16 - #chunk)), " ", (chunk:gsub("%c", ".")), "\n")
  end
end
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
dump(table.concat(all))
dump("short line\n")
dump("")
