-- Sorts written out, beside table.sort.
local function data() local t, x = {}, 7 for i = 1, 200 do x = (x * 137 + 11) % 997 t[i] = x end return t end
local function insertion(a, less) for i = 2, #a do local v, j = a[i], i - 1 while j > 0 and less(v, a[j]) do a[j + 1] = a[j] j = j - 1 end a[j + 1] = v end end
local function selection(a, less) for i = 1, #a do local m = i for j = i + 1, #a do if less(a[j], a[m]) then m = j end end a[i], a[m] = a[m], a[i] end end
local function quick(a, less, l, u)
  l, u = l or 1, u or #a
  if l >= u then return end
  local p, i, j = a[math.floor((l + u) / 2)], l, u
  while i <= j do
    while less(a[i], p) do i = i + 1 end
    while less(p, a[j]) do j = j - 1 end
    if i <= j then a[i], a[j] = a[j], a[i] i, j = i + 1, j - 1 end
  end
  quick(a, less, l, j) quick(a, less, i, u)
end
local function merge(a, less)
  if #a < 2 then return end
  local l, r = {}, {}
  for i, v in ipairs(a) do if i <= #a / 2 then l[#l + 1] = v else r[#r + 1] = v end end
  merge(l, less) merge(r, less)
  local i, j = 1, 1
  for k = 1, #a do if not r[j] or l[i] and not less(r[j], l[i]) then a[k] = l[i] i = i + 1 else a[k] = r[j] j = j + 1 end end
end
local up, down = function(a, b) return a < b end, function(a, b) return a > b end
for _, order in ipairs { up, down } do
  local want = data() table.sort(want, order)
  print(want[1], want[2], want[100], want[200])
  for name, f in pairs { insertion = insertion, selection = selection, quick = quick, merge = merge } do
    local a = data() f(a, order)
    if table.concat(a, " ") ~= table.concat(want, " ") then print(name, "differs") end
  end
end
local words = {}
for w in ("Now is the time for all good men to come to the aid of their party"):gmatch("%a+") do words[#words + 1] = w end
table.sort(words) print(table.concat(words, " "))
table.sort(words, function(a, b) return a:lower() < b:lower() or a:lower() == b:lower() and a < b end) print(table.concat(words, " "))
