-- Pieces of a large string, of which nothing else is left.
local keep = {}
for i = 1, 200 do
  local large = ("%05d"):format(i) .. ("x"):rep(1e6)
  keep[i] = large:match("^%d+") .. large:sub(3, 5) .. large:sub(-2)
end
print(#keep, keep[1], keep[200], collectgarbage("count") < 100000)
for w in (("word "):rep(100000)):gmatch("%a+") do keep[#keep + 1] = w if #keep == 300 then break end end
print(#keep, keep[300], select(2, (("ab"):rep(50000)):gsub("b", "")))
