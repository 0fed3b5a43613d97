-- Comma-separated values with quotes, read and written.
local function parse(line)
  local fields, pos = {}, 1
  while true do
    if line:sub(pos, pos) == '"' then
      local text = ""
      repeat
        local s, e, part, c = line:find('^"(.-)"("?)', pos)
        if not s then error("unmatched quote in " .. line, 0) end
        text = text .. part .. c
        pos = c == "" and e + 1 or e
      until c == ""
      fields[#fields + 1] = text
      pos = line:find(",", pos, true)
      if not pos then return fields end
      pos = pos + 1
    else
      local s, e = line:find(",", pos, true)
      fields[#fields + 1] = line:sub(pos, s and s - 1)
      if not s then return fields end
      pos = e + 1
    end
  end
end
local function write(fields) local out = {} for i, f in ipairs(fields) do f = tostring(f) out[i] = f:find '[,"\n]' and '"' .. f:gsub('"', '""') .. '"' or f end return table.concat(out, ",") end
for _, l in ipairs { "a,b,c", 'x,"y, z",w', '"say ""hi""",1', ",,", "", '"a","b"' } do
  local f = parse(l)
  print(#f, table.concat(f, "|"), write(f))
end
print(pcall(parse, '"open'))
print(write { 1, 2.5, true, "a,b", 'q"q' })
