-- next and pairs: each key once, and changes that are allowed meanwhile.
print(next({})) print(next({ 10 })) print(next({ 10 }, 1)) print(next({ x = 1 })) print(next({ x = 1 }, "x"))
print(pcall(next)) print(pcall(next, {}, "absent")) print(pcall(next, {}, 1)) print(pcall(next, 1))
local t = { 1, 2, 3, a = "x", b = "y", [10] = "ten", [2.5] = "f" }
local n, keys = 0, {}
for k, v in pairs(t) do n = n + 1 keys[#keys + 1] = tostring(k) .. "=" .. tostring(v) end
table.sort(keys)
print(n, table.concat(keys, " "))
for k in pairs(t) do t[k] = nil end
print(next(t))
for i = 1, 50 do t[i] = i t["k" .. i] = i end
local sum = 0
for k, v in pairs(t) do t[k] = v + 1 sum = sum + v end
print(sum)
for k, v in pairs(t) do if v % 2 == 0 then t[k] = nil end end
n = 0 for _ in pairs(t) do n = n + 1 end
print(n, type((pairs({}))), select(2, pairs(t)) == t, select(3, pairs(t)))
for k in next, { "only" } do print(k) end
