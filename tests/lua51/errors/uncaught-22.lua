print("before")
local function down(n) if n == 0 then error("at the bottom") end return 1 + down(n - 1) end
print(down(18))
