local function escape(s) return (s:gsub("[^%w%-_%.~]", function(c) return ("%%%02X"):format(c:byte()) end)) end
local function unescape(s) return (s:gsub("+", " "):gsub("%%(%x%x)", function(h) return string.char(tonumber(h, 16)) end)) end
local e = escape("a b&c=\195\169/\0?~") print(e, unescape(e) == "a b&c=\195\169/\0?~", unescape("x+y%2Bz"))
print(("http://user@host.org:8080/path/to?q=1#frag"):match("^(%a+)://([^@/]*)@?([^:/]+):?(%d*)(/[^?#]*)%??([^#]*)#?(.*)$"))
print(("10.0.0.255"):match("^(%d+)%.(%d+)%.(%d+)%.(%d+)$"), ("fe80::1"):match("^(%x+)::(%x+)$"))
