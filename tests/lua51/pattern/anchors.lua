for _, p in ipairs {"^", "$", "^$", "^a", "a$", "^abc$", "^^a", "a$b", "$a", "a^b", "^*", "^a*$", "b^", "a$$", "(^a)", "(a$)", "^(a)", "[$]", "%$", "^%^"} do
  print(p, ("abc"):find(p)) print(p, ("^a$b"):find(p)) print(p, (""):find(p))
end
print(("abcabc"):find("^abc", 4), ("abcabc"):find("^b", 2), ("aaa"):gsub("^a", "x"), ("aaa"):gsub("a$", "x"))
