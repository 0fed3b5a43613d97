-- What is passed beyond the parameters is not looked at.
print(table.concat({1, 2}, ",", 1, 2, "more", {}))
print(table.getn({1}, 2, 3))
print(table.remove({1, 2}, 1, "more"))
print(table.maxn({1, 2}, {}))
print(table.foreachi({1}, function(i, v, more) return more == nil end, "more"))
local t = {2, 1}
table.sort(t, nil, "more")
print(t[1])
