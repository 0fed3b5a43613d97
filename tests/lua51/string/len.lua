print(#"", #"abc", ("a\0b"):len(), string.len(12345))
print(("é"):len(), #"\195\169", #"\0\0\0")
print(pcall(string.len), pcall(string.len, nil), pcall(string.len, {}))
print(string.len(-0.5), string.len(1e100))
