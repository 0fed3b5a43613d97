local text = [[
# a comment
name = nslua   
  version=1.0
path = "/usr/bin"  # trailing
empty=
]]
for line in text:gmatch("([^\n]*)\n") do
  line = line:gsub("#.*$", "")
  local k, v = line:match("^%s*(%w+)%s*=%s*(.-)%s*$")
  print(k, v and "[" .. v .. "]", v and v:match('^"(.*)"$'))
end
print(("a,b;c d"):gsub("[,; ]", "\n"), select(2, text:gsub("\n", "")), ("CamelCaseWord"):gsub("(%u)", " %1"), ("%d"):gsub("%%", "%%%%"), ("a%b"):gsub("%%", "x"))
