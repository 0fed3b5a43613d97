local s = "a\0b\0c"
print(#s, s:byte(1, -1)) print(s:find("\0", 1, true), s:find("b"), s:find("\0c")) print(s == "a\0b\0c", s < "a\0b\0d", s > "a")
print(#(s .. s), s:upper():byte(3), #s:rep(3), s:sub(2, 2) == "\0", s:reverse():byte(1, -1))
local t = {[s] = 1} print(t["a\0b\0c"], t["a"]) print(("a\0b"):len(), #tostring(s), s:match("%z(.)"))
