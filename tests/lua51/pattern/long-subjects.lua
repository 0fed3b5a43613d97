local s = ("ab"):rep(20000)
print(#s:match(".*"), #s:match(".-$"), s:find("ba$"), s:find("b$"), select(2, s:gsub("a", "")), #s:match("^(.*)b$"), s:find("c"), s:match("a(b)$"), #s:match("[ab]*"), #s:gsub("ab", "x"))
print(s:find("(a)(b)()", 39999), s:find(("ab"):rep(100) .. "$"), #(("x"):rep(100000)):match("^(x+)$"), ("x"):rep(1000):find(("x*"):rep(200)))
