for _, f in ipairs {"%y", "%", "%5", "%.", "%-", "%l", "%ld", "%hd", "%a", "%p", "%n", "%F", "%5%", "%S", "%1", "%v"} do
  print(f, select(2, pcall(string.format, f, 1)))
end
print(pcall(string.format, "%------d", 1)) print(pcall(string.format, "%-----d", 1)) print(pcall(string.format, "%+ #0-+d", 1))
print(pcall(string.format, "%100d", 1)) print(pcall(string.format, "%.100d", 1)) print(pcall(string.format, "%10.123d", 1)) print(pcall(string.format, "%0100d", 1))
