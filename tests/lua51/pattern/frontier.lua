print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]"), ("THE (quick) fox"):gsub("%f[%a]%a+", function(w) return w:lower() end))
print(("hello world"):gsub("%f[%w]%w+", "<%0>"), ("aba"):gsub("%f[a]", "|"), ("a1b"):find("%f[%d]"), ("abc"):find("%f[%z]"), ("abc"):find("%f[%Z]"))
print(("x"):find("%f[^x]"), (""):find("%f[%z]"), ("foo.bar"):gsub("%f[%w]%w", string.upper), ("[[]]"):find("%f[]]"), ("a\0b"):find("%f[%z]"))
print(pcall(string.find, "a", "%f")) print(pcall(string.find, "a", "%fa")) print(pcall(string.find, "a", "%f[a")) print(pcall(string.find, "a", "%f%a"))
