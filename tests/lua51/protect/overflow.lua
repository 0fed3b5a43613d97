-- Recursion without an end is an error, after which all goes on.
local function ends(f, ...)
  local ok, e = pcall(f, ...)
  return ok, (tostring(e):match("stack overflow"))
end
local function f() return 1 + f() end
print(ends(f))
local function g(...) return g(1, ...) end
local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k + 1] end
print(ends(function() return t[1] end))
local function h() return (string.gsub("a", "a", h)) end
print(ends(h))
local u = setmetatable({}, {}) getmetatable(u).__tostring = function(u) return tostring(u) end
print(ends(tostring, u))
local v = setmetatable({}, {__eq = function(a, b) return a == b end})
print(ends(function() return v == setmetatable({}, getmetatable(v)) end))
local w = setmetatable({}, {}) getmetatable(w).__concat = function(a, b) return a .. b end
print(ends(function() return w .. "x" end))
local function s() table.sort({1, 2, 3}, s) end
print(ends(s))
local function wrapped() return coroutine.wrap(wrapped)() end
print(ends(wrapped))
local n = 0
local function count() n = n + 1 return 1 + count() end
pcall(count)
print(n > 10000)
for i = 1, 50 do pcall(f) end
print(ends(f))
print((function(n) local function d(n) if n == 0 then return 0 end return 1 + d(n - 1) end return d(n) end)(15000))
