-- Towers of Hanoi, and the stack depth of recursion that is no tail call.
local moves, pegs = 0, { a = { 5, 4, 3, 2, 1 }, b = {}, c = {} }
local function hanoi(n, from, to, via)
  if n == 0 then return end
  hanoi(n - 1, from, via, to)
  local disk = table.remove(pegs[from])
  assert(not pegs[to][#pegs[to]] or pegs[to][#pegs[to]] > disk)
  table.insert(pegs[to], disk)
  moves = moves + 1
  hanoi(n - 1, via, to, from)
end
hanoi(5, "a", "c", "b")
print(moves, #pegs.a, #pegs.b, table.concat(pegs.c, " "))
local function ackermann(m, n) if m == 0 then return n + 1 elseif n == 0 then return ackermann(m - 1, 1) end return ackermann(m - 1, ackermann(m, n - 1)) end
print(ackermann(2, 3), ackermann(3, 4))
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(1000), depth(4000), depth(15000))
local function tak(x, y, z) if y >= x then return z end return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) end
print(tak(12, 8, 4))
