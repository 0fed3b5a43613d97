-- Numerals, words and dates.
local values = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } }
local function roman(n) local s = "" for _, p in ipairs(values) do while n >= p[1] do s = s .. p[2] n = n - p[1] end end return s end
local function arabic(s) local n = 0 for _, p in ipairs(values) do while s:sub(1, #p[2]) == p[2] do n = n + p[1] s = s:sub(#p[2] + 1) end end return n end
for _, n in ipairs { 1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999 } do io.write(roman(n), "=", arabic(roman(n)), " ") end print()
local function commas(n) local s, k = ("%.2f"):format(n), 1 while k > 0 do s, k = s:gsub("^(-?%d+)(%d%d%d)", "%1,%2") end return s end
print(commas(1234567.891), commas(-1234), commas(12), commas(1e12))
local function leap(y) return y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0) end
local function days(y, m, d) local n = d for i = 1, m - 1 do n = n + ({ 31, leap(y) and 29 or 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 })[i] end return n end
print(days(2024, 12, 31), days(2023, 3, 1), leap(1900), leap(2000))
for _, d in ipairs { { 1970, 1, 1 }, { 2000, 2, 29 }, { 2026, 11, 26 } } do
  local t = os.time { year = d[1], month = d[2], day = d[3], hour = 12 }
  print(os.date("!%Y-%m-%d %H:%M:%S %j %a %b", t), t, os.date("*t", t).yday == days(d[1], d[2], d[3]))
end
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end
print(gcd(1071, 462), gcd(2^40, 6^20), 1071 * 462 / gcd(1071, 462))
