-- 12 levels at the beginning and 10 at the end are shown of a long one.
local function down(n, ...)
  if n == 0 then return (debug.traceback(...)) end
  return (down(n - 1, ...))
end
for n = 17, 22 do
  local text, lines = down(n):gsub("\n", "\n")
  print(n, lines, text:find("...", 1, true) ~= nil)
end
print(down(20))
print(down(40, "from 14", 14))
print(down(40, "from -2", -2))
print(down(18, "from 13", 13))
print(down(100, "deep", 90))
print(#down(5000) < 3000)
