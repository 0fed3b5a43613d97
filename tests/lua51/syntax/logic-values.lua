-- and, or, not and comparisons as values and as conditions.
local function T(v) io.write("T") return v end local t, f, n = true, false, nil
print(T(1) and T(2), T(nil) and T(2), T(false) and T(2), T(1) or T(2), T(nil) or T(2), T(false) or T(nil))
print(t and 1 or 2, f and 1 or 2, n and 1, n or f, f or n, not t, not n, not 0, not "", t and f or n, (t and f) or n, t and (f or n))
print(1 < 2 and "lt" or "ge", 2 < 1 and "lt" or "ge", 1 == 1 or error(), (1 > 2) == false, not (1 < 2), not (1 == 2) and "ne")
local x = 1 < 2 local y = 1 > 2 local z = x and y local w = x or y print(x, y, z, w, x == not y, x ~= y)
local a = nil local b = a and a.b or "none" print(b) local c = a == nil and "nil" or a print(c)
local s = "x" .. (f and "a" or "b") .. (t and "c" or "d") print(s) local tab = {t and 1 or 2, f or 3, n and 4, x = f and 1 or 2} print(tab[1], tab[2], tab[3], tab.x)
if not f and not n then print "both" end if not (t and f) then print "not both" end if t and (f or not n) then print "mixed" end if f or n then print "no" else print "neither" end
while t and not f do t = n or f end print(t) repeat f = not f until f or n print(f)
local function g(...) return ... and 1 or 2, (...) or "default", not ... end print(g()) print(g(false)) print(g(0))
print((x and y) == (y and x), (nil and 1) == nil, (false or nil) == nil, 1 and 2 == 2, nil == false)
local q = "a" < "b" and "b" < "c" and "ordered" print(q) print(n and error() or "safe", n and n.x and n.x.y)
print("a" .. (t and "b" .. "c" or "d" .. "e"), "x" .. (f and "y" .. "z" or "u" .. "v") .. "w")
