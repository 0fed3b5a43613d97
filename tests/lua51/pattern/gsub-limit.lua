print(("aaaa"):gsub("a", "b", 2), ("aaaa"):gsub("a", "b", 0), ("aaaa"):gsub("a", "b", -1), ("aaaa"):gsub("a", "b", 100), ("abc"):gsub("", "-", 2))
print(("aaaa"):gsub("a", "b", "3"), ("aaaa"):gsub("a", "b", 2.9), ("aaaa"):gsub("a", "b", nil), ("aaa"):gsub("^a", "b", 5))
print(pcall(string.gsub, "a", "a", "b", "x")) print(pcall(string.gsub, "a", "a", "b", {}))
