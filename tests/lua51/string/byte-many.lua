--deviation: more values fit onto the stack
--< false	byte-many.lua:5: stack overflow (string slice too long)
--> true	10000
print(pcall(function() return select("#", ("x"):rep(7000):byte(1, -1)) end))
print(pcall(function() return (select("#", ("x"):rep(10000):byte(1, -1))) end))
print(#string.char(("x"):rep(7000):byte(1, -1)))
