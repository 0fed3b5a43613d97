-- Calls whose arguments begin in another line.
local function say(s) local f, e = loadstring(s, "=x") print(f and "compiles" or e) end
say "f\n(1)" say "f(1)\n(2)" say "f\n'x'" say "f\n{}" say "f\n[[x]]" say "f(\n1)" say "f --[[\n]] (1)" say "f\n.x(1)" say "f\n:x(1)" say "f:x\n(1)" say "f:x\n'a'" say "local x = f\n(g or h)()" say "x = y;\n(g or h)()" say "f{\n}\n(1)" say "(f)\n(1)" say "f[1]\n(2)" say "f'a'\n(1)"
