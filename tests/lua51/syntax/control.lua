-- Control structures in all forms, and constants as conditions.
local out = {} local function o(v) out[#out + 1] = tostring(v) end
if nil then o(1) elseif false then o(2) elseif 0 then o(3) else o(4) end if "" then o(5) end if not nil then o(6) end if true and nil then o(7) else o(8) end if nil or false then o(9) else end
while false do o(10) end while nil do o(11) end while true do o(12) break end repeat o(13) until true repeat o(14) until 1 repeat break until false for i = 3, 1 do o(15) end for i = 1, 3 do if i == 2 then break end o(i) end
for i = 3, 1, -1 do o(i) end for i = 1, 2, 0.5 do o(i) end for i = 1, 0.5 do o(16) end do local a = 17 o(a) end do end if true then end while false do end for i = 1, 0 do end
local function f(n) if n == 0 then return "zero" elseif n < 0 then return "neg" end do return "pos", n end end o(f(0)) o(f(-1)) o(f(1)) o((select(2, f(5))))
local function g() while true do for i = 1, 10 do if i == 5 then return i end end end end o(g()) local function h() repeat local x = 1 do return x end until false end o(h())
for i = 1, 3 do for j = 1, 3 do if j == 2 then break end o(i .. j) end if i == 2 then break end end for _, v in ipairs {1, 2} do for k in pairs {v} do o(k + v) end end local i = 5 while i > 0 do i = i - 1 if i == 3 then break end end o(i) if 1 == 1.0 then o "eq" end if "1" == 1 then o "no" else o "ne" end
print(table.concat(out, " "))
