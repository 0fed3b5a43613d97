-- A body that is too long to jump over.
local function try(s) local f, e = loadstring(s, "=x") print(f and "compiles" or e) end
try("while x do " .. ("f() "):rep(60000) .. "end") try("while x do " .. ("f() "):rep(70000) .. "end") try("if x then " .. ("f() "):rep(70000) .. "end") try("for i = 1, 2 do " .. ("f() "):rep(70000) .. "end") try("repeat " .. ("f() "):rep(70000) .. "until x") try(("f() "):rep(70000)) try("function g() " .. ("f() "):rep(70000) .. "end")
