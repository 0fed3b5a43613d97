local n = 5000
print(("x"):rep(n):find(("x"):rep(n)), ("x"):rep(n):find(("."):rep(n)), ("x"):rep(n):find(("x?"):rep(n)), ("x"):rep(n):find(("x-"):rep(n)), ("x"):rep(n - 1):find(("[x]"):rep(n)), ("x"):rep(n):find("^" .. ("%a"):rep(n) .. "$"))
