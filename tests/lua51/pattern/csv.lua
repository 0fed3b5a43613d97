local function csv(line)
  local out = {} line = line .. ","
  local at = 1
  repeat
    if line:find('^"', at) then
      local i, field = at, nil
      repeat i = i + 1 i = line:find('"', i) until line:sub(i + 1, i + 1) ~= '"' or not i or (function() i = i + 1 return false end)()
      out[#out + 1] = line:sub(at + 1, i - 1):gsub('""', '"') at = line:find(",", i) + 1
    else local stop = line:find(",", at) out[#out + 1] = line:sub(at, stop - 1) at = stop + 1 end
  until at > #line
  return table.concat(out, "|"), #out
end
print(csv('a,b,c')) print(csv('a,"b,c",d')) print(csv('"say ""hi""",x')) print(csv(',,')) print(csv(''))
