-- How messages show the names of chunks.
local function names(name) print((select(2, loadstring("x = =", name)))) local ok, e = pcall(loadstring("local x = nil\nx()", name)) print(e) print(debug.getinfo(loadstring("", name), "S").short_src) end
names "=name" names "@file.lua" names "text" names "=" names "@" names "" names "two\nlines" names "\n" names "a\rb" names "=two\nlines" names "@two\nlines" names "a\0b" names "=a\0b" names "@a\0b"
for _, n in ipairs {42, 43, 44, 45, 51, 52, 53, 58, 59, 60, 62, 63, 64, 71, 72, 73, 79, 80, 81, 200} do local x = ("x"):rep(n) names("=" .. x) names("@" .. x) names(x) names(x .. "\nmore") end
names(123) names "[string]" names "=[C]" names "=(load)" names "=?"
