-- Sixty upvalues are the most that a function may have.
local function chunk(n)
  local names, sum = {}, {}
  for i = 1, n do names[i] = "v" .. i end
  local list = table.concat(names, ", ")
  for i = 1, n do sum[i] = tostring(i) end
  return "local " .. list .. " = " .. table.concat(sum, ", ") ..
         "\nreturn function()\n v1 = v1 + 1\n return " .. table.concat(names, " + ") .. " end"
end
local f = assert(loadstring(chunk(60)))()
print(f(), f())
print(loadstring(chunk(61), "=sixty-one"))
print(loadstring(chunk(200), "=two hundred"))
print(loadstring(chunk(201), "=two hundred and one"))
