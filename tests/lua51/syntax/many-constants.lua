-- More constants than instructions can name directly.
local s = {"local t = {} local a = 0"} for i = 1, 300 do s[#s + 1] = ("t.k%d = 'v%d' t['k%d'] = t.k%d .. %d.5"):format(i, i, i, i, i) end
s[#s + 1] = "local n = 0 for k, v in pairs(t) do n = n + 1 end function t:last(x) return self.k300 .. x end function t.plain() return 'plain' end k299x = 7 return n, t.k1, t.k255, t.k256, t.k257, t.k300, t:last('k257'), t.plain(), 1000 + 0.25, k299x, t.k300 == 'v300300.5', t.k256 ~= nil, nil == false, {x = 'k3'}.x"
print(loadstring((table.concat(s, "\n"):gsub("{x = 'k3'}.x", "({x = 'k3'}).x")))())
local l = {} for i = 1, 70000 do l[i] = i + 0.5 end local big = loadstring("local t = {" .. table.concat(l, ",") .. "} return #t, t[1], t[70000], t[35000]") print(big())
local names = {} for i = 1, 300 do names[i] = "g" .. i .. " = " .. i end loadstring(table.concat(names, " "))() print(g1, g256, g300, loadstring(table.concat(names, " ") .. " g1 = g256 + g300 * 2 return g1, -g299, not g298, #tostring(g297), g1 < g2, g2 < g1")())
