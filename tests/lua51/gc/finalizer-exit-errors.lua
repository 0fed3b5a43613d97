-- An error of a finalizer at the end is nobody's.
for i = 1, 4 do
  local p = newproxy(true)
  getmetatable(p).__gc = function() print("finalizer", i) if i > 1 then error("lost " .. i) end end
  _G["p" .. i] = p
end
