-- newproxy: a userdata without a value.
local p, q = newproxy(), newproxy()
print(type(p), p == p, p == q, getmetatable(p))
print(getmetatable(newproxy(false)), getmetatable(newproxy(nil)))
local m = newproxy(true)
print(type(getmetatable(m)), next(getmetatable(m)))
local n = newproxy(m)
print(getmetatable(n) == getmetatable(m), n == m)
print(getmetatable(newproxy(true)) == getmetatable(m))
local t = {[p] = 1, [q] = 2}
print(t[p], t[q], t[m])
print((tostring(p):gsub("0x%x+", "ADDRESS")))
