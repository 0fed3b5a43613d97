print(("ab"):rep(3), ("ab"):rep(0), ("ab"):rep(-5), ("ab"):rep(1), (""):rep(100), #("x"):rep(1000))
print(("ab"):rep(2.9), ("ab"):rep("2"), string.rep(12, 2), ("a\0"):rep(2):byte(1, -1))
print(pcall(string.rep)) print(pcall(string.rep, "x")) print(pcall(string.rep, "x", "y")) print(pcall(string.rep, nil, 1))
print(#("abc"):rep(100000), (("abc"):rep(100000)):sub(-4))
