print(pcall(string.find)) print(pcall(string.find, "a")) print(pcall(string.find, {}, "a")) print(pcall(string.find, "a", {})) print(pcall(string.find, "a", "a", {})) print(pcall(string.find, "a", "a", "x"))
print(pcall(string.match)) print(pcall(string.match, "a")) print(pcall(string.match, "a", nil)) print(pcall(string.match, "a", "a", true))
