local function t(v) io.write("t") return v end
local function f() io.write("f") return false end
print(t(1) and t(2), t(1) or t(2), f() and t(1), f() or t(3), f() and f() or t(4))
print(not (t(1) and f()), (f() or nil) == nil, t(nil) or t(false), 1 and nil or "default")
local a, b, n = 1, 2
print(a and b, a or b, n and a, n or a, n == nil and "nil", a == 1 and (b == 2 and "both") or "no")
print(a < b and b < 3, a < b and b > 3, not (a < b), a < b == true, (a > b) == false)
local x = a > b and a or b print(x) x = n and n.field print(x) x = a and {b} print(x[1])
if a and b and not n then print("all") end if n or not a then print("never") elseif b then print("elseif") end
local i = 0 while i < 10 and not (i == 5) do i = i + 1 end print(i) repeat i = i - 1 local done = i < 2 or i == 3 until done print(i)
local function pick(c) return c and "yes" or "no" end print(pick(true), pick(nil), pick(0), pick(""))
local v = (a == 1) print(v, (a ~= 1), nil == false, "" == 0, {} == {})
print(1 == 1 and 2 == 2 and 3 == 3, 1 == 2 or 2 == 3 or 3 == 3, (1 or error("no")), (nil and error("no")))
local s = {} for j = 1, 5 do s[#s + 1] = j % 2 == 0 and "even" or j > 3 and "big" or "odd" end print(table.concat(s, " "))
