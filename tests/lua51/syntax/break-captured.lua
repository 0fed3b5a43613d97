-- Leaving blocks inside loops whose variables live on in functions.
local fs = {}
for i = 1, 5 do do do local x = i fs[#fs + 1] = function() x = x + 1 return x end if i == 3 then break end end end end
print(#fs) for _, f in ipairs(fs) do io.write(f(), " ", f(), " ") end print()
local gs = {} local n = 0
while true do n = n + 1 local y = n do local z = y * 10 gs[n] = function() y = y + 1 z = z + 1 return y, z end if n > 2 then do break end end end end
for i = 1, #gs do print(gs[i]()) print(gs[i]()) end
local hs = {} n = 0
repeat n = n + 1 local a = n local b = function() a = a + 1 return a end hs[n] = b if n == 2 then local c = a hs.c = function() return c, a end end until b() > 3
for i = 1, #hs do io.write(hs[i](), " ") end print(hs.c())
for k, v in pairs {one = 1} do local w = v fs.f = function() return k, v, w end break end print(fs.f())
for i = 1, 3 do local p = i for j = 1, 3 do local q = j fs[i] = function() p, q = p + 1, q + 1 return p, q end if j == i then break end end end
print(fs[1]()) print(fs[2]()) print(fs[3]()) print(fs[2]())
