for _, p in ipairs {"%", "a%", "[", "[a", "[]", "[^", "[^]", "[a%]", "[%", "[a-", "[a-%", "(", "(a", "((a)", ")", "a)", "(a))", "%1", "%0", "%9", "%f", "%b", "%bx", "a[", "[[a]", "[]]", "%]", "]", "*", "+a", "-", "?"} do
  print(p, pcall(string.find, "aa", p)) print(p, pcall(string.gsub, "aa", p, "x"))
end
