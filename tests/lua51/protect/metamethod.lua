-- pcall and xpcall as metamethods: the instruction goes on with what they give,
-- and an error then is caught by the pcall around.
local t = setmetatable({}, {
  __concat = pcall, __call = function(self, a) error("boom", 0) end,
  __index = pcall, __lt = pcall, __eq = pcall, __add = pcall, __newindex = pcall,
})
local u = setmetatable({}, getmetatable(t))
print(pcall(function() return "x" .. t .. t end))
print(pcall(function() return "x" .. (t .. t and "y") end))
print(pcall(function() return t .. t end))
print(t.field, t < u, t > u, t == u, t + 1)
t.field = 1
print(rawget(t, "field"))
print(coroutine.wrap(function()
  local ok, message = pcall(function() return "x" .. t .. t end)
  coroutine.yield(ok, message)
end)())
print(xpcall(function() return "x" .. t .. t end, function(m) return "handled " .. m end))
print(pcall(pcall, function() return "x" .. t .. t end))
for i = 1, 3 do
  local ok = pcall(function() return i .. t .. t end)
  io.write(tostring(ok), " ")
end
print(table.concat({pcall(string.gsub, "abc", "%w", function() return "x" .. t .. t end)}, "|", 2))
