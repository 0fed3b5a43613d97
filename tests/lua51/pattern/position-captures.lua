print(("hello"):find("()ll()"), ("  x"):match("^%s*()"), ("flaaap"):match("()aa()"), ("abc"):gsub("()b()", "%1-%2"), ("abc"):match("()"), ("abc"):match("()$"))
print(math.max(("abc"):match("()c")), ("abc"):match("()c") + 1, type(("abc"):match("()")), ("a b c"):gsub("()%s", function(p) return "<" .. p .. ">" end))
