-- Every order of five items, sorted.
local all = {}
local function permute(t, n)
  if n == 0 then
    all[#all + 1] = table.concat(t)
    return
  end
  for i = 1, n do
    t[i], t[n] = t[n], t[i]
    permute(t, n - 1)
    t[i], t[n] = t[n], t[i]
  end
end
permute({"a", "b", "c", "d", "e"}, 5)
print(#all)
table.sort(all)
print(all[1], all[60], all[120])
local wrong = 0
for _, word in ipairs(all) do
  local letters = {}
  for letter in word:gmatch "." do table.insert(letters, letter) end
  table.sort(letters)
  if table.concat(letters) ~= "abcde" then wrong = wrong + 1 end
end
print(wrong)
