-- The script's own arguments and name.
print(arg[0], #arg, arg[1], arg.n, select("#", ...))
local n = 0
for k in pairs(arg) do if k < 0 then n = n + 1 end end
print(n, type(arg[-1]), arg[-2])
arg[1] = "changed"
print(arg[1], ...)
local p = assert(io.popen("lua - a 'b c' <<'E'\nprint(arg[0], arg[1], arg[2], #arg, ...)\nE"))
print(p:read("*a"), (p:close()))
p = assert(io.popen("lua -e 'print(1)' -e 'x = 2' -e 'print(x)'"))
print(p:read("*a"), (p:close()))
p = assert(io.popen("lua -lstring -e 'print(string.upper([[x]]))' && echo fine"))
print(p:read("*a"))
