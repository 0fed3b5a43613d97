-- What compares with what.
print(1 == 1.0, "a" == "a", {} == {}, nil == false, print == print, 0 == -0, 0/0 == 0/0)
print(1 < 2, 2 <= 2, "a" < "b", "a" < "B", "" < "a", "Z" < "a", "10" < "9", "a\0b" < "a\0c")
print(0/0 < 1, 0/0 > 1, 0/0 ~= 0/0, 1 < 1/0, -1/0 < 1/0)
for _, e in ipairs { "1 < 'x'", "{} < {}", "nil < 1", "true < false", "{} <= 1", "print < print", "'x' >= 1", "1 > nil" } do
  print(e, select(2, pcall(loadstring("return " .. e, "=e"))))
end
local function cmp(a, b) return a < b end
print(pcall(cmp, 1, "1"))
print(pcall(cmp, setmetatable({}, {}), {}))
print(pcall(cmp, coroutine.create(function() end), coroutine.create(function() end)))
