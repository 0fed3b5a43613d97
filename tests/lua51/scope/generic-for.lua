-- The protocol of the generic for.
local function range(n)
  return function(max, i) if i < max then return i + 1, i * i end end, n, 0
end
for i, sq in range(4) do io.write(i, ":", sq, " ") end print()
for i in range(3) do io.write(i, " ") end print()
for a, b, c in range(2) do print(a, b, c) end
local t = setmetatable({ n = 3 }, { __call = function(self, s, c) if c < self.n then return c + 1 end end })
for i in t, nil, 0 do io.write(i, " ") end print()
for k in function() return nil end do print("never") end
for k in function() return false end do print(k) break end
local calls = 0
for x in function(s, c) calls = calls + 1 if calls < 4 then return calls end end do x = nil end
print(calls)
print(pcall(function() for i in 3 do end end))
print(pcall(function() for i in nil do end end))
print(pcall(function() for i in pairs(nil) do end end))
for i, v in ipairs { 1, 2, nil, 4 } do io.write(i, " ") end print()
