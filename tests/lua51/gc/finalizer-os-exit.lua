-- os.exit calls no finalizers.
p = newproxy(true)
getmetatable(p).__gc = function() print("never") end
print("before")
os.exit(3)
