-- A field is named up to a zero byte.
local t = {}
print(pcall(function() return t["x\0y"].z end))
print(pcall(function() return t["x\0y"]() end))
print(pcall(function() return 1 + t["\0y"] end))
_G["g\0h"] = nil
print(pcall(function() return getfenv()["g\0h"].x end))
print(pcall(function() t["m\0n"] = t["a\0b"] .. "x" end))
