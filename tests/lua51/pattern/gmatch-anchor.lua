-- ^ is no anchor in gmatch.
local function all(s, p) local r = {} for m in s:gmatch(p) do r[#r + 1] = "[" .. m .. "]" end return #r, table.concat(r) end
print(all("aaa", "^a")) print(all("^a^a", "^a")) print(all("^^x", "^*")) print(all("a^", "^")) print(all("ab", "^")) print(all("a^", "^$")) print(all("abc", "c$"))
