-- A local variable is visible after its statement, local function's within it.
local f = function() return f end print(f())
local function g() return g end print(g() == g)
x = "global" local x = x print(x) local x = x .. "!" print(x)
local a = 1 local a, b = 2, a print(a, b)
for i = 1, 2 do local i = i * 10 print(i) end
local n = 3 for n = 1, n do io.write(n, " ") end print(n)
local t = {1, 2} for _, t in ipairs(t) do io.write(t, " ") end print(#t)
repeat local done = true until done print(done)
local r = 0 repeat local r2 = r r = r + 1 local fn = function() return r2 end until fn() >= 3 print(r)
local h = function() return h == nil end print(h())
