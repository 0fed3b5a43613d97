-- Section 2.6: twenty closures share x and have their own y.
a = {}
local x = 20
for i = 1, 10 do
  local y = 0
  a[i] = function() y = y + 1 return x + y end
end
print(a[1](), a[1](), a[2](), a[10]())
x = 100
print(a[1](), a[2](), a[3]())
print(a[1] == a[2], #a)
