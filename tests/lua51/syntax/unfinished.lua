-- Sources that end too soon.
local function say(s) print((select(2, loadstring(s, "=x")))) end
say "x = 'abc" say "x = \"abc" say "x = 'abc\n'" say "x = 'abc\\" say "x = 'abc\\\n" say "x = [[abc" say "x = [[abc\n\n]" say "x = [=[abc]]"
say "--[[ comment" say "--[==[ comment ]] ]=]\n\n" say "x = 'a\r" say "x = [=" say "x = [==x" say "x = [=[" say "x" say "x." say "x[" say "x[1" say "x(" say "x(1," say "x{" say "x{1,"
say "x =" say "x," say "x, y" say "x, y =" say "local" say "local x," say "local function f" say "local function f(" say "local function f(a," say "function" say "function a." say "function a:b"
say "if" say "if x" say "if x then" say "if x then else" say "if x then elseif" say "while" say "while x" say "while x do" say "repeat" say "repeat until" say "do" say "for" say "for i" say "for i =" say "for i = 1" say "for i = 1," say "for i = 1, 2" say "for i = 1, 2 do" say "for k, v" say "for k in" say "for k in x" say "return return"
