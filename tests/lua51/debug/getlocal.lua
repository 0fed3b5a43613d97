-- Local variables by level and number.
local function list(level)
  local names, n = {}, 1
  while true do
    local name, value = debug.getlocal(level + 1, n)
    if not name then break end
    if name:sub(1, 1) ~= "(" then names[#names + 1] = name .. "=" .. tostring(value) end
    n = n + 1
  end
  return table.concat(names, " ")
end
local function f(a, b)
  local c = a
  do local inner = 1 end
  print(list(1))
  do local d, e = "d" print(list(1)) end
  for i = 1, 1 do local x = i print(list(1)) end
  for k, v in pairs{5} do print(list(1)) end
  while true do local w = 1 print(list(1)) break end
  repeat local r = true print(list(1)) until r
  local c = "second c"
  print(list(1))
end
f(1)
f(1, 2, 3)
local function vararg(x, ...) local y = ... print((list(1):gsub(" arg=%S+", ""))) end
vararg(1, 2, 3)
local object = {} function object:m(p) print((list(1):gsub("0x%x+", "address"))) end
object:m(5)
print(debug.getlocal(1, 1) ~= nil, debug.getlocal(1, 100), debug.getlocal(1, 0), debug.getlocal(1, -1))
