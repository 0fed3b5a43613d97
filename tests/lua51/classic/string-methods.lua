-- Strings as objects, and a library extended.
function string:trim() return (self:gsub("^%s+", ""):gsub("%s+$", "")) end
function string.split(s, sep) local t = {} for piece in (s .. sep):gmatch("(.-)" .. sep:gsub("%p", "%%%0")) do t[#t + 1] = piece end return t end
print(("  x y  "):trim() .. "|", #("a,b,,c"):split(","), table.concat(("1.2.3"):split("."), "/"))
getmetatable("").__index = function(s, k) if type(k) == "number" then return s:sub(k, k) end return string[k] end
print(("hello")[1], ("hello")[-1], ("hello"):upper(), ("x")[5] == "")
getmetatable("").__call = function(s, ...) return s:format(...) end
print(("%d-%s")(1, "x"))
getmetatable("").__add = function(a, b) return a .. "+" .. b end
print("a" + "b", 1 + 1, "1" + 1, pcall(function() return "x" + {} end))
getmetatable("").__unm = function(s) return s:reverse() end
print(-"abc", -"12")
getmetatable("").__lt = nil
print("a" < "b")
getmetatable("").__index = string
