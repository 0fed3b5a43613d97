-- Kernighan and Pike's Markov chain, with a generator that is the same everywhere.
local seed = 42
local function random(n) seed = (seed * 1103 + 12345) % 65536 return seed % n + 1 end
local text = [[the more you learn the more you know and the more you know the more you forget
and the more you forget the less you know so why learn the less you learn the less you forget
and the less you forget the more you know]]
local chain, prefix = {}, { "", "" }
local function add(word)
  local key = prefix[1] .. " " .. prefix[2]
  chain[key] = chain[key] or {}
  table.insert(chain[key], word)
  prefix[1], prefix[2] = prefix[2], word
end
for word in text:gmatch("%w+") do add(word) end
add(false)
local w1, w2, out = "", "", {}
for _ = 1, 40 do
  local list = chain[w1 .. " " .. w2]
  local word = list[random(#list)]
  if not word then break end
  out[#out + 1] = word
  w1, w2 = w2, word
end
print(table.concat(out, " "))
local keys = 0
for _ in pairs(chain) do keys = keys + 1 end
print(keys, #chain[" "], #chain["the more"], #chain["you know"])
