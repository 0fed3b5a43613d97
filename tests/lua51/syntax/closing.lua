-- What closes something that was opened on another line.
local function say(s) print((select(2, loadstring(s, "=x")))) end
say "if x then\n\n" say "while x do\n\n" say "for i = 1, 2 do\n\n" say "for k in x do\n" say "do\n\n" say "repeat\n\n" say "function f()\n\n" say "local function f()\n\n" say "x = function()\n\n"
say "x = (\n1" say "f(\n1" say "x = {\n1" say "x = {\n1 2" say "x = (1\n2)" say "f(1\n2)" say "x[1\n" say "if x then\nelse\n\n" say "if x then\nelseif y then\n" say "repeat\nend" say "while x do\nuntil x" say "do\n)" say "f{\n1" say "f'a'\n{" say "do end end" say "function f() end\nend" say "if x then end else"
