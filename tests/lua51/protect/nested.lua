-- Protected calls inside one another, and errors raised again.
local log = {}
local ok, e = pcall(function()
  local ok, e = pcall(function()
    local ok, e = pcall(error, "one", 0)
    log[#log + 1] = e
    error("two", 0)
  end)
  log[#log + 1] = e
  error(e .. "+", 0)
end)
log[#log + 1] = e
print(table.concat(log, " "))
for i = 1, 3 do
  local ok, e = pcall(function() if i == 2 then error("at " .. i, 0) end return i end)
  print(i, ok, e)
end
local function count(n)
  if n == 0 then error("end", 0) end
  local ok, e = pcall(count, n - 1)
  error(e, 0)
end
print(pcall(count, 100))
print(pcall(string.gsub, "abc", ".", function(c) if c == "b" then error("in gsub", 0) end end))
print(pcall(table.sort, {3, 2, 1}, function(a, b) error("in sort", 0) end))
