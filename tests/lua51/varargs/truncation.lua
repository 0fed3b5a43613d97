-- A call or ... in the middle of a list gives one value, at the end all.
local function three() return 1, 2, 3 end
local function none() end
print(three(), three())
print(three(), nil)
print((three()))
print(none(), none())
print((none()))
local t = { three(), three(), n = three() }
print(#t, t[1], t[2], t[4], t.n)
local function pass(...) return ... end
print(pass(three(), three()), (pass(three())))
print(#{ pass() }, #{ pass(nil, 2) }, #{ (pass(1, 2)) }, #{ pass(1, 2), pass(1, 2) })
local a, b, c, d = three()
print(a, b, c, d)
local e, f = (three())
print(e, f)
print(three() + three(), three() .. "x", -three(), not none())
