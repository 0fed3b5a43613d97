-- Lexical scoping: the manual's section 2.6, and more.
x = 10
do
  local x = x
  print(x)
  x = x + 1
  do
    local x = x + 1
    print(x)
  end
  print(x)
end
print(x)
local a = 1
local a, b = a + 1, a
print(a, b)
local function f() return a end
local a = "later"
print(f(), a)
if true then local x = "then" print(x) else local y = x end
for x = 1, 1 do local x = x + 0.5 print(x) end
while true do local x = "while" print(x) break end
print(x, y)
