-- A matcher of regular expressions by backtracking closures, beside Lua's own patterns.
local matchhere
local function matchstar(c, re, text, pos) while true do if matchhere(re, text, pos) then return true end local ch = text:sub(pos, pos) if ch == "" or ch ~= c and c ~= "." then return false end pos = pos + 1 end end
function matchhere(re, text, pos)
  if re == "" then return true end
  if re:sub(2, 2) == "*" then return matchstar(re:sub(1, 1), re:sub(3), text, pos) end
  if re == "$" then return pos > #text end
  local ch = text:sub(pos, pos)
  if ch ~= "" and (re:sub(1, 1) == "." or re:sub(1, 1) == ch) then return matchhere(re:sub(2), text, pos + 1) end
  return false
end
local function match(re, text)
  if re:sub(1, 1) == "^" then return matchhere(re:sub(2), text, 1) end
  for pos = 1, #text + 1 do if matchhere(re, text, pos) then return true end end
  return false
end
for _, c in ipairs { { "abc", "xabcx" }, { "^abc", "xabc" }, { "a*b", "aaab" }, { "a*b$", "b" }, { "^a.c$", "abc" }, { "x*", "" }, { "^$", "" }, { "a*a*a*a*c", "aaaaaaab" }, { ".*", "any" } } do
  print(c[1], c[2], match(c[1], c[2]), c[2]:find(c[1]) ~= nil)
end
local function glob(p) return "^" .. p:gsub("[%^%$%(%)%%%.%[%]%+%-]", "%%%0"):gsub("%*", ".*"):gsub("%?", ".") .. "$" end
print(("file.lua"):match(glob "*.lua"), ("file.lua"):match(glob "f?le.*"), ("filexlua"):match(glob "*.lua"), glob "a-b[1].c")
