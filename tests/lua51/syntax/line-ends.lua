-- Lines end with \n, \r, \r\n or \n\r, and count.
local function line(s) print((select(2, loadstring(s, "=x")))) end
line "\n\n?" line "\r\r?" line "\r\n\r\n?" line "\n\r\n\r?" line "\n\n\r\r?" line "\r\r\n\n?" line "--a\r\n--b\r\n?" line "--[[\r\n\r\n]]?" line "x = [[\r\n\r\n]]?" line "x = 'a\\\r\nb'?" line "x = 'a\\\n\rb'\n?" line "\r?" line "\f\v\t ?"
local ok, e = pcall(loadstring("local x = nil\r\n\r\nx()", "=x")) print(e)
ok, e = pcall(loadstring("local x = nil\r\rx()", "=x")) print(e)
print(debug.getinfo(loadstring("\n\n\nreturn 1"), "L").activelines[4])
