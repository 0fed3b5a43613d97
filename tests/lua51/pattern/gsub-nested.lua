local function swap(s) return (s:gsub("%b()", function(inner) return "[" .. swap2(inner:sub(2, -2)) .. "]" end)) end
function swap2(s) return swap(s) end
print(swap("a(b(c)d)e(f)"), swap("((((x))))"))
print(("a-b_c"):gsub("%a", function(c) local r = {} for m in ("x" .. c .. "y"):gmatch(".") do r[#r + 1] = m:find("%a") and m:upper() end return table.concat(r) end))
local count = 0 ("aaaa"):gsub("a", function() count = count + 1 if count < 3 then ("bb"):gsub("b", function() count = count + 1 end) end end) print(count)
