-- A fault that matching does not come to is none.
print(("a"):find("b["), ("a"):find("b%"), ("a"):find("b(", 1), (""):find("a["), ("x"):match("y)"), ("abc"):gsub("d[", "x"))
print(pcall(string.find, "b", "b[")) print(pcall(string.find, "ab", "a?b%")) print(pcall(string.find, "a", "a*(")) print(pcall(string.gsub, "abc", "(a", "x")) print(pcall(string.gsub, "abc", "(a", "%1")) print(pcall(string.gsub, "abc", "(a", {})) print(pcall(string.gsub, "abc", "(a", print))
