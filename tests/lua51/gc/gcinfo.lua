-- gcinfo is the count as an integer.
local n = gcinfo()
print(type(n), n == math.floor(n), n > 0)
print((pcall(gcinfo, "ignored")))
