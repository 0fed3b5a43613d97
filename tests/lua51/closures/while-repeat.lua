-- Locals of a while and a repeat body are fresh in each round; until sees them.
local fs, i = {}, 0
while i < 3 do
  i = i + 1
  local j = i
  fs[i] = function() j = j + 1 return j end
end
print(fs[1](), fs[1](), fs[2](), fs[3]())
local seen = {}
repeat
  local last = #seen + 1
  seen[last] = function() return last end
until last == 3 or seen[last]() > 5
print(#seen, seen[1](), seen[2](), seen[3]())
local captured
local rounds = 0
repeat
  local x = rounds
  rounds = rounds + 1
  captured = function() return x end
until captured() == 2
print(rounds, captured())
