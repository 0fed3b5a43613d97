-- Class libraries: single inheritance, mixins, multiple dispatch, properties.
local Object = {} Object.__index = Object
function Object:extend() local c = {} for k, v in pairs(self) do if k:find("^__") then c[k] = v end end c.__index = c c.super = self return setmetatable(c, self) end
function Object:implement(...) for _, m in ipairs { ... } do for k, v in pairs(m) do if self[k] == nil and type(v) == "function" then self[k] = v end end end end
function Object:is(T) local mt = getmetatable(self) while mt do if mt == T then return true end mt = getmetatable(mt) end return false end
function Object:__call(...) local o = setmetatable({}, self) o:new(...) return o end
function Object:new() end
function Object:__tostring() return "Object" end
local Point = Object:extend()
function Point:new(x, y) self.x, self.y = x or 0, y or 0 end
function Point:__add(o) return Point(self.x + o.x, self.y + o.y) end
Point.__add = Point.__add
function Point.__tostring(p) return "(" .. p.x .. ", " .. p.y .. ")" end
local Rect = Point:extend()
function Rect:new(x, y, w) Rect.super.new(self, x, y) self.w = w end
local Printable = { describe = function(self) return "I am " .. tostring(self) end }
Rect:implement(Printable)
local p, r = Point(1, 2), Rect(3, 4, 5)
print(tostring(p + Point(10, 10)), tostring(r), r:describe(), p.describe, r:is(Rect), r:is(Point), p:is(Rect), r:is(Object), tostring(p + r))
local function properties(t) local get, set = t.get or {}, t.set or {} return setmetatable({}, { __index = function(o, k) if get[k] then return get[k](o) end return t[k] end, __newindex = function(o, k, v) if set[k] then set[k](o, v) else rawset(o, k, v) end end }) end
local temp = properties { get = { f = function(o) return o.c * 9 / 5 + 32 end }, set = { f = function(o, v) o.c = (v - 32) * 5 / 9 end }, c = 20 }
print(temp.f, temp.c) temp.f = 212 print(temp.c, rawget(temp, "f"), temp.f)
local dispatch = {}
local function define(a, b, f) dispatch[a .. "," .. b] = f end
local function call(x, y) local f = dispatch[type(x) .. "," .. type(y)] or error("no method for " .. type(x) .. " and " .. type(y), 2) return f(x, y) end
define("number", "string", function(n, s) return s:rep(n) end) define("string", "number", function(s, n) return s .. n end)
print(call(2, "ab"), call("ab", 2), pcall(function() return call({}, 1) end))
