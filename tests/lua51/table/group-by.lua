-- Words by their length: insert, sort and concat together.
local text = "the quick brown fox jumps over the lazy dog and runs away from it"
local groups = {}
for word in text:gmatch "%a+" do
  groups[#word] = groups[#word] or {}
  table.insert(groups[#word], word)
end
for length = 1, table.maxn(groups) do
  if groups[length] then
    table.sort(groups[length])
    print(length, table.concat(groups[length], " "))
  end
end
