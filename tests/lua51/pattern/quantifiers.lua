for _, p in ipairs {"a*", "a+", "a-", "a?", "a*b", "a+b", "a-b", "a?b", "^a*$", "^a+$", "^a-$", "ba*", "ba-c", "ba?c", ".*b", ".-b", ".+b", ".?b", "b*b", "b+b", "b-b$", "a**", "a+?", "a-+", "%a-%d", "[ab]*c", "[ab]-c", "(a*)(b*)", "(a-)(b-)$", "(a?)(a?)(a?)"} do
  print(p, ("aaab"):find(p)) print(p, ("bc"):find(p)) print(p, (""):find(p))
end
