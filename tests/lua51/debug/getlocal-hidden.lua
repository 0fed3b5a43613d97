-- The variables of loops that have no names, and values that are in no variable.
local function hidden()
  local all = {}
  for n = 1, 20 do
    local name, value = debug.getlocal(2, n)
    if not name then break end
    if name:find("^%(for") then all[#all + 1] = name .. "=" .. type(value) end
  end
  return table.concat(all, " ")
end
for i = 5, 6 do print(hidden()) end
for k in pairs{1} do print(hidden()) end
for i = 1, 1 do for j = 2, 3, 4 do print(hidden()) end end
print(hidden())
print(debug.getlocal(0, 1))
print(debug.getlocal(0, 2))
print(debug.getlocal(0, 3))
local co = coroutine.create(function(a, b) local c = a + b coroutine.yield(c, "yielded") end)
print(debug.getlocal(co, 0, 1) == nil or "begun")
