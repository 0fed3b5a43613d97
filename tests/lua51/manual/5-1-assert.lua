-- assert, as the reference says it.
print(assert(1, 2, 3)) print(assert("x")) print(select("#", assert(true, nil, nil)))
print(pcall(assert)) print(pcall(assert, false)) print(pcall(assert, nil, "message")) print(pcall(assert, false, 12))
print(pcall(assert, nil, nil))
print(pcall(assert, false, {}))
print(pcall(function() assert(1 == 2, "no position is added") end))
print(pcall(function() assert(io.open("/nonexistent/file")) end))
print(pcall(function() assert(loadstring("x =")) end))
