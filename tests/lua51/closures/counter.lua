-- Each call of a function makes closures with variables of their own.
local function counter(step)
  local n = 0
  return function() n = n + (step or 1) return n end,
         function() n = 0 end
end
local up, reset = counter()
local by3 = counter(3)
print(up(), up(), by3(), by3(), up())
reset()
print(up(), by3())
print(rawequal(counter, counter), counter() == counter())
