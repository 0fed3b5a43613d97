-- Two hundred local variables, and their registers.
local names = {} for i = 1, 200 do names[i] = "v" .. i end
local source = "local " .. table.concat(names, ", ") .. " = ...\n"
local f = assert(loadstring(source .. "v1, v200 = v200, v1 return v1, v100, v200")) local values = {} for i = 1, 200 do values[i] = i * 2 end
print(f(unpack(values)))
print(loadstring(source .. "local x", "=x")) print(loadstring("local function f() " .. source .. "local x end", "=x"))
print(loadstring(source .. "do local a end", "=x") == nil, loadstring(source .. "return function() local a return v1 + v200 end", "=x") ~= nil)
print(loadstring(source .. "return v1 + v2 * v3 .. v4 .. v5 .. v6")(1, 2, 3, 4, 5, 6)) print(loadstring(source .. "return {v1, v2, {v3, v4}}")(1, 2, 3, 4)[2])
print(loadstring(source .. "for i = 1, 2 do end", "=x")) print(loadstring("function f(" .. table.concat(names, ",") .. ", x) end", "=x"))
for n = 180, 200, 5 do local s = {} for i = 1, n do s[i] = "local a" .. i .. " = " .. i end print(n, assert(loadstring(table.concat(s, " ") .. " return function() a" .. n .. " = a" .. n .. " + 1 return a1, a" .. n .. " end"))()()) end
