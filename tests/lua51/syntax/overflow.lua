-- Limits of a whole function: constants, functions, variables one after another.
local function try(s) local f, e = loadstring(s, "=x") print(f and "compiles" or (e:gsub("\nstack traceback:.*", ""))) end
try(("do local a end "):rep(32766)) try(("do local a end "):rep(32767)) try(("do local a end "):rep(32768)) try("function f() " .. ("do local a end "):rep(32768) .. "end")
local t = {} for i = 1, 262144 do t[i] = i + 0.5 end
local function numbers(n) return "local t = {" .. table.concat(t, ",", 1, n) .. "}" end
try(numbers(262142)) try(numbers(262143)) try(numbers(262144)) t = nil
try("return " .. ("a and "):rep(5000) .. "a") try("return " .. ("a == 1 or "):rep(5000) .. "a") try("if x then f() " .. ("elseif x then f() "):rep(5000) .. "end") try("while x do " .. ("if x then break end "):rep(5000) .. "end")
