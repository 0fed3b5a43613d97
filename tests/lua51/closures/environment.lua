-- setfenv changes one closure, and what is made in it inherits it.
local function make()
  return function() return name end
end
name = "global"
local a, b = make(), make()
setfenv(a, { name = "a's own" })
print(a(), b())
setfenv(make, { name = "of make" })
print(make()(), a(), b())
local function outer()
  setfenv(1, { name = "level 1", setfenv = setfenv })
  return name, (function() return name end)()
end
print(outer())
print(getfenv(a).name, getfenv(b) == _G, getfenv(print) == _G, getfenv(0) == _G, getfenv() == _G)
