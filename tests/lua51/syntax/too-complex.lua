-- Expressions that need more registers than there are.
local function try(s) local f, e = loadstring(s, "=x") print(f and "compiles" or e) end
try("f(" .. ("1,"):rep(240) .. "1)") try("f(" .. ("1,"):rep(260) .. "1)") try("return " .. ("1,"):rep(248) .. "1") try("return " .. ("1,"):rep(260) .. "1") try("return {" .. ("f(),"):rep(1000) .. "}") try("x = " .. ("{"):rep(120) .. ("}"):rep(120)) try("f{" .. ("x{"):rep(90) .. ("}"):rep(90) .. "}")
try("local a = " .. ("f(1,"):rep(90) .. "1" .. (")"):rep(90)) try("return " .. ("f(1,2,3,"):rep(80) .. "1" .. (")"):rep(80)) try("local a, b = " .. ("1,"):rep(300) .. "1") try("\n\nfunction f()\nreturn " .. ("1,"):rep(300) .. "1\nend")
try("a = " .. ("t[1] .. "):rep(150) .. "1") local t = {} for i = 1, 120 do t[i] = i end print(#loadstring("return " .. table.concat(t, " .. "))()) print(select("#", loadstring("return " .. ("1,"):rep(240) .. "1")()))
