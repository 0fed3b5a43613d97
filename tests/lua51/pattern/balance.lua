print(("f(a(b)c)d)"):match("%b()"), ("((x)"):find("%b()"), ("(x"):find("%b()"), ("[[a]]"):match("%b[]"), ("<<>"):find("%b<>"))
print(("'a' 'b'"):match("%b''"), ("begin x end"):match("%bbd"), ("(a)(b)"):gsub("%b()", "."), ("x(y)z"):match("x(%b())z"), ("()"):match("%b()"), ("\1x\2"):find("%b\1\2"))
print(("if (a) {b {c}}"):match("%b{}"), ("f(1, g(2))"):match("^(%w+)(%b())$")) print(("(()"):rep(3):find("%b()"))
print(pcall(string.find, "a", "%b")) print(pcall(string.find, "a", "%b(")) print(pcall(string.find, "a", "b%b"))
