-- Data, calls and text nested deep.
local t = {}
local inner = t
for i = 1, 100000 do inner.next = {} inner = inner.next end
local n = 0
while t do n = n + 1 t = t.next end
print(n)
print(loadstring("return " .. ("("):rep(150) .. "1" .. (")"):rep(150))())
print(#loadstring("return " .. ("{"):rep(150) .. ("}"):rep(150))())
print((select(2, loadstring("return " .. ("("):rep(300) .. "1" .. (")"):rep(300))):gsub("^.-:1:", "")))
local function sum(n) if n == 0 then return 0 end return n + sum(n - 1) end
print(sum(10000))
local ok, err = pcall(function() local function f() return 1 + f() end return f() end)
print(ok, err)
local depth = 0
ok, err = pcall(function() local function f() depth = depth + 1 local ok, e = pcall(f) error(e, 0) end f() end)
print(ok, depth > 100)
print(select(2, pcall(string.rep, "x", -1)), #("ab"):rep(1000000))
