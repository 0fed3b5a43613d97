-- local function sees itself; local f = function does not.
local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end
print(fact(10))
local odd
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10), odd(7), even(7))
fib = function() return "the global" end
local fib = function(n) if n < 2 then return n end return fib(n - 1) end
print(fib(1), fib(5))
