-- LZW compression there and back, run lengths, and Huffman codes.
local function compress(s)
  local dict, n, w, out = {}, 256, "", {}
  for i = 0, 255 do dict[string.char(i)] = i end
  for c in s:gmatch(".") do
    if dict[w .. c] then w = w .. c
    else out[#out + 1] = dict[w] dict[w .. c] = n n = n + 1 w = c end
  end
  if w ~= "" then out[#out + 1] = dict[w] end
  return out
end
local function expand(codes)
  local dict, n = {}, 256
  for i = 0, 255 do dict[i] = string.char(i) end
  local w = dict[codes[1]]
  local out = { w }
  for i = 2, #codes do
    local entry = dict[codes[i]] or w .. w:sub(1, 1)
    out[#out + 1] = entry
    dict[n] = w .. entry:sub(1, 1) n = n + 1 w = entry
  end
  return table.concat(out)
end
local s = ("TOBEORNOTTOBEORTOBEORNOT"):rep(3)
print(table.concat(compress(s), " "), expand(compress(s)) == s)
local function rle(s) return (s:gsub("(.)%1*", function(c) return "" end)), (s:gsub("(%a)(%1*)", function(c, more) return c .. #more + 1 end)) end
print(rle("aaabccdddd"))
local freq = {}
for c in ("abracadabra"):gmatch(".") do freq[c] = (freq[c] or 0) + 1 end
local nodes = {}
for c, n in pairs(freq) do nodes[#nodes + 1] = { n = n, c = c, key = c } end
while #nodes > 1 do
  table.sort(nodes, function(a, b) return a.n > b.n or a.n == b.n and a.key > b.key end)
  local a, b = table.remove(nodes), table.remove(nodes)
  nodes[#nodes + 1] = { n = a.n + b.n, a, b, key = a.key .. b.key }
end
local codes = {}
local function walk(n, prefix) if n.c then codes[#codes + 1] = n.c .. "=" .. prefix else walk(n[1], prefix .. "0") walk(n[2], prefix .. "1") end end
walk(nodes[1], "") table.sort(codes)
print(table.concat(codes, " "))
