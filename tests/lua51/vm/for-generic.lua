for k, v in next, {10, 20} do io.write(k, "=", v, " ") end print()
for i, v in ipairs{1, 2, nil, 4} do io.write(i, " ") end print()
local t = {} for i = 1, 5 do t[i] = i end
for k, v in pairs(t) do t[k] = nil end print(next(t))
local function iter(n, i) if i < n then return i + 1, i * i, "third" end end
for i, sq, third, none in iter, 3, 0 do io.write(i, sq, third, tostring(none), " ") end print()
for a in string.gmatch("one two", "%a+") do io.write(a, ".") end print()
print(pcall(function() for i in nil do end end))
print(pcall(function() for i in 5, 6 do end end))
print(pcall(function() for i in ipairs() do end end))
print(pcall(function() for k in pairs(nil) do end end))
local fs = {} for k, v in ipairs{"a", "b"} do fs[k] = function() return k, v end end
print(fs[1]()) print(fs[2]())
for k, v in pairs{1} do k, v = "changed", "both" print(k, v) end
for i, v in ipairs(setmetatable({}, {__index = function(t, i) return i < 3 and i or nil end})) do print("not reached") end
for k in pairs{} do print("never") end
for _ in pairs{1, 2} do break end
local n = 0 for _ in pairs{1, 2, 3} do n = n + 1 if n == 2 then break end end print(n)
for i in (function() local c = 0 return function() c = c + 1 if c <= 2 then return c end end end)() do io.write(i, " ") end print()
for _, name in ipairs{"next", "ipairs"} do local f = _G[name] print(name, type(f)) end
for k, v in next, {} do print("never") end
print(pcall(next, {}, "nope"))
print(pcall(next, {1}, 2))
