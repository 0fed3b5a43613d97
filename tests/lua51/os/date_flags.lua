-- glibc's flags and widths do not come through: Lua 5.1 passes one letter on
for _, f in ipairs {"%-d", "%_d", "%0e", "%^a", "%#Z", "%5Y", "%Ey", "%Od", "%E", "%O", "%", "%%", "%%d", "a%", "%3", "%9", "%10d", "%1", "", "plain", "%d%", "%d%%%m"} do
  print(f, "[" .. os.date("!" .. f, 0) .. "]")
end
print(os.date("!", 0) == "", os.date("!!%H", 0))
print(#os.date("!" .. ("%A"):rep(1000), 0))
print(os.date("!a\0b%Y", 0))
