-- The message of a mistake, raised.
print(assert(loadstring "return 'fine'")())
print(pcall(function() return assert(loadstring "return return") end))
assert(loadstring("x = 'abc", "=config"))
