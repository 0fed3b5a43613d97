-- A function may have 200 local variables, and no more.
local function chunk(n)
  local t = {}
  for i = 1, n do t[i] = "local v" .. i .. " = " .. i end
  return table.concat(t, "\n") .. "\nreturn v1 + v" .. n
end
print(loadstring(chunk(199))())
print(loadstring(chunk(200))())
print(loadstring(chunk(201), "=chunk"))
print(loadstring("local function f(" .. ("a,"):rep(200) .. "b) end", "=params"))
print(loadstring("do " .. chunk(150) .. " end " .. chunk(150), "=both") ~= nil)
print(loadstring("for i = 1, 3 do " .. chunk(198):gsub("return.*", "") .. " end", "=for"))
