local bad = 0
for i = 0, 255 do if string.char(i):byte() ~= i or #string.char(i) ~= 1 then bad = bad + 1 end end
print(bad)
local all = {} for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all)
local sum = 0 for _, b in ipairs {all:byte(1, -1)} do sum = sum + b end
print(#all, sum, all:sub(66, 70), all:reverse():byte(1, 3))
