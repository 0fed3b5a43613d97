local gen = coroutine.wrap(function(n) for i = 1, n do coroutine.yield(i, i * i) end return "end" end)
print(gen(3)) print(gen()) print(gen()) print(gen())
print(pcall(gen))
for a, b in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, -i) end end) do io.write(a, " ", b, ";") end
print()
local bad = coroutine.wrap(function() error("oops") end)
print(pcall(bad))
print(pcall(bad))
local none = coroutine.wrap(function() error({}) end)
print(type(select(2, pcall(none))))
local level0 = coroutine.wrap(function() error("as it is", 0) end)
print(pcall(level0))
print(pcall(function() level0() end))
local function permute(a, n)
  if n == 0 then coroutine.yield(table.concat(a)) return end
  for i = 1, n do a[n], a[i] = a[i], a[n] permute(a, n - 1) a[n], a[i] = a[i], a[n] end
end
for s in coroutine.wrap(function() permute({"a", "b", "c"}, 3) end) do io.write(s, " ") end
print()
