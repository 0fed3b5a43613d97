local Animal = {} Animal.__index = Animal
function Animal.new(name) return setmetatable({name = name}, Animal) end
function Animal:speak() return self.name .. " " .. self:sound() end function Animal:sound() return "..." end
local Dog = setmetatable({}, {__index = Animal}) Dog.__index = Dog
function Dog.new(name) local d = Animal.new(name) return setmetatable(d, Dog) end function Dog:sound() return "woof" end
Dog.__tostring = function(d) return "Dog(" .. d.name .. ")" end Dog.__eq = function(a, b) return a.name == b.name end
local a, d = Animal.new("it"), Dog.new("rex")
print(a:speak(), d:speak(), tostring(d), d == Dog.new("rex"), d ~= Dog.new("max"), getmetatable(d) == Dog)
print(d.sound == Dog.sound, d.speak == Animal.speak, rawget(d, "speak"), d.missing)
local proxy = setmetatable({}, {__index = function(_, k) return function(self, ...) return k, select("#", ...) end end}) print(proxy:anything(1, 2))
local defaults = setmetatable({}, {__index = function(t, k) local v = k * 2 rawset(t, k, v) return v end}) print(defaults[5], rawget(defaults, 5), rawget(defaults, 6))
local ro = setmetatable({}, {__index = {x = 1}, __newindex = function(t, k) error("read only: " .. k, 2) end}) print(ro.x, pcall(function() ro.y = 1 end))
local Set = {} Set.__index = Set Set.__add = function(a, b) local r = Set.new{} for k in pairs(a) do r[k] = true end for k in pairs(b) do r[k] = true end return r end
function Set.new(l) local s = setmetatable({}, Set) for _, v in ipairs(l) do s[v] = true end return s end
Set.__le = function(a, b) for k in pairs(a) do if not b[k] then return false end end return true end Set.__lt = function(a, b) return a <= b and not (b <= a) end
local s1, s2 = Set.new{1, 2}, Set.new{1, 2, 3} print(s1 <= s2, s1 < s2, s1 >= s2, s2 > s1, (s1 + Set.new{9})[9])
