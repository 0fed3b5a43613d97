local t = {1, 2, 3, a = "A", b = "B", [2.5] = "x", [true] = "y"}
local n = 0 for k, v in pairs(t) do n = n + 1 end print(n)
local seen = {} for k in pairs(t) do seen[tostring(k)] = true end
print(seen["1"], seen["2"], seen["3"], seen.a, seen.b, seen["2.5"], seen["true"])
for k in pairs(t) do t[k] = nil end print(next(t))
local u = {} for i = 1, 1000 do u["k" .. i] = i end
local sum = 0 for k, v in pairs(u) do sum = sum + v if v % 2 == 0 then u[k] = nil end end print(sum)
sum = 0 for k, v in pairs(u) do sum = sum + v u[k] = v * 2 end print(sum)
sum = 0 for k, v in pairs(u) do sum = sum + v end print(sum)
print(pcall(next, {}, "none")) print(pcall(next, {}, 1)) print(pcall(next, {}, 0.5))
print(next({}), next({}, nil), next({5}), (next({a = 1})))
local churn = {} for i = 1, 20000 do churn[i .. ""] = true churn[(i - 5) .. ""] = nil end n = 0 for _ in pairs(churn) do n = n + 1 end print(n)
local mixed, count = {}, 0 for i = -5, 5 do mixed[i] = i end for i = 100, 200, 50 do mixed[i] = i end
for k, v in pairs(mixed) do if k == v then count = count + 1 end end print(count)
local k, v = nil local keys = 0 repeat k, v = next(u, k) if k then keys = keys + 1 end until not k print(keys)
for a in pairs{x = 1} do for b in pairs{y = 1} do print(a, b) end end
local same = {p = 1, q = 2} local pairs_seen = 0 for a in pairs(same) do for b in pairs(same) do pairs_seen = pairs_seen + 1 end end print(pairs_seen)
