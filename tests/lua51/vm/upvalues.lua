local function counter() local n = 0 return {inc = function() n = n + 1 return n end, get = function() return n end, set = function(v) n = v end} end
local a, b = counter(), counter()
a.inc() a.inc() b.set(10) print(a.get(), b.get(), b.inc())
local fs = {} for i = 1, 3 do local j = i fs[i] = {get = function() return i, j end, set = function(v) i, j = v, -v end} end
fs[1].set(7) print(fs[1].get()) print(fs[2].get())
local gs = {} local k = 0 while k < 3 do k = k + 1 local m = k gs[k] = function() m = m + 1 return m, k end end print(gs[1](), gs[1]()) print(gs[3]())
local hs = {} repeat local x = #hs + 1 hs[x] = function() return x end until x == 3 print(hs[1](), hs[2](), hs[3]())
local function outer(a) return function(b) return function(c) a = a + 1 return a + b + c end end end
local f = outer(1)(10) print(f(100), f(100))
local function shared() local v = 1 local function get() return v end local function set(x) v = x end return get, set end
local get, set = shared() set(5) print(get())
do local t = {} for i = 1, 2 do local function rec(n) if n == 0 then return i end return rec(n - 1) end t[i] = rec end print(t[1](5), t[2](5)) end
local function args(p, q) local function swap() p, q = q, p end swap() return p, q end print(args(1, 2))
local function va(...) local first = ... return function() first = first .. "!" return first end end local v = va("x", "y") print(v(), v())
local x = 1 local function see() return x end x = 2 do local x = 3 print(see(), x) end print((function() x = 9 return see() end)())
for _, break_at in ipairs{1, 2} do local got for i = 1, 3 do local y = i * 10 got = function() y = y + 1 return y end if i == break_at then break end end print(got(), got()) end
