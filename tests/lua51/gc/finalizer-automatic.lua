-- Finalizers run without anybody's asking, between instructions.
local done = false
do
  local p = newproxy(true)
  getmetatable(p).__gc = function() done = true end
end
local n, sum = 0, 0
while not done do
  local t = {1, 2, 3}
  n = n + 1
  sum = sum + #t
end
print(done, sum == 3 * n)
done = false
local co = coroutine.wrap(function()
  do
    local p = newproxy(true)
    getmetatable(p).__gc = function() done = true end
  end
  while not done do local t = {} end
  coroutine.yield("in a coroutine")
end)
print(co())
