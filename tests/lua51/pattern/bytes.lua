local s = "caf\195\169 \226\130\172"
print(#s, s:find("\195\169"), s:find("[\128-\255]+"), s:match("%a+"), #s:match("%A+"), s:gsub("[\128-\191]", ""):byte(1, -1))
local n = 0 for c in s:gmatch("[%z\1-\127\194-\244][\128-\191]*") do n = n + 1 end print(n) print(("\255\254"):find("[^\1-\253]+"), ("\200"):find("%\200"))
print(("\r\n\t x"):gsub("%s", "."), ("\127\1"):gsub("%c", "."), ("a_b"):match("[%w_]*"))
