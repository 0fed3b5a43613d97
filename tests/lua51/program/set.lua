-- Sets with all operators, and errors from metamethods.
local Set = {}
Set.mt = { __metatable = "not your business" }
function Set.new(l) local s = setmetatable({}, Set.mt) for _, v in ipairs(l or {}) do s[v] = true end return s end
local function check(a, b) if getmetatable(a) ~= getmetatable(b) then error("attempt to join a set with a non-set value", 3) end end
function Set.mt.__add(a, b) check(a, b) local r = Set.new() for k in pairs(a) do r[k] = true end for k in pairs(b) do r[k] = true end return r end
function Set.mt.__mul(a, b) local r = Set.new() for k in pairs(a) do r[k] = b[k] end return r end
function Set.mt.__le(a, b) for k in pairs(a) do if not b[k] then return false end end return true end
function Set.mt.__lt(a, b) return a <= b and not (b <= a) end
function Set.mt.__eq(a, b) return a <= b and b <= a end
function Set.mt.__tostring(s) local l = {} for k in pairs(s) do l[#l + 1] = tostring(k) end table.sort(l) return "{" .. table.concat(l, ", ") .. "}" end
local a, b = Set.new { 10, 20, 30, 50 }, Set.new { 30, 1 }
print(a + b, (a + b) * a, a * b)
print(a <= b, a * b <= b, a * b < b, a * b >= a, a > a, a == Set.new { 50, 30, 20, 10 }, a ~= b)
print(pcall(function() return a + 8 end))
print(pcall(function() return a < 1 end))
print(getmetatable(a), pcall(setmetatable, a, {}))
