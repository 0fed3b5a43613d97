local print_ = print
local function print(...) -- shows a NUL as 0
  local r = {...}
  for i = 1, select("#", ...) do r[i] = tostring(r[i]):gsub("%z", "0") end
  print_(unpack(r))
end
local s = "a\0b\0\0c"
print(s:find("%z"), s:find("%z%z"), s:find("b"), s:find("[%z]+", 3), s:find("\0b"), s:find("\0", 3, true), #s:match("a(.*)c"), s:gsub("%z", "0"))
-- A pattern ends at its first NUL, unless it has no specials.
print(s:find("a\0b"), s:find("a.\0x"), s:find("[ab]\0x"), pcall(string.find, s, "[a\0b]"), s:match("\0"), s:gsub("\0", "x"), s:gsub("b\0", "x"))
print(("x\0"):find("x\0$"), #("\0\0"):match("%z*"), ("ab"):find("a\0%"), ("a\0b"):gsub("%Z", "x"), (("a"):gsub("a", "\0%0\0")):byte(1, -1))
