-- Section 2.4.5: the loops' equivalents written out.
local function numeric(e1, e2, e3, block)
  local var, limit, step = tonumber(e1), tonumber(e2), tonumber(e3)
  if not (var and limit and step) then error("not numbers", 0) end
  while (step > 0 and var <= limit) or (step <= 0 and var >= limit) do
    block(var)
    var = var + step
  end
end
for _, c in ipairs { { 1, 5, 2 }, { 5, 1, -2 }, { 1, 2, 0.5 }, { "3", "4", "1" }, { 1, 0, 1 } } do
  local a, b = {}, {}
  numeric(c[1], c[2], c[3], function(v) a[#a + 1] = v end)
  for v = c[1], c[2], c[3] do b[#b + 1] = v end
  print(table.concat(a, " "), table.concat(b, " "))
end
local function generic(f, s, var, block)
  while true do
    local var_1, var_2 = f(s, var)
    var = var_1
    if var == nil then break end
    block(var_1, var_2)
  end
end
local f, s, v = ipairs { "a", "b", "c" }
generic(f, s, v, function(k, val) io.write(k, val, " ") end)
for k, val in ipairs { "a", "b", "c" } do io.write(k, val, " ") end
print()
print(f({ 10, 20 }, 0), f({ 10, 20 }, 1), f({ 10, 20 }, 2), v)
