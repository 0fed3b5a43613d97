print(pcall(function() return select("#", ("x"):rep(7000):byte(1, -1)) end))
for _, n in ipairs {7996, 7997, 7998, 8000, 10000} do print(n, pcall(function() return (select("#", ("x"):rep(n):byte(1, -1))) end)) end
print(#string.char(("x"):rep(7000):byte(1, -1)))
print(pcall(string.byte, ("x"):rep(8001), 1, -1))
