-- What can go: tables, functions, coroutines and userdata.
local up = {}
local function fresh()
  return {
    table = {}, closure = function() return up end,
    coroutine = coroutine.create(function() return up end), userdata = newproxy(),
    loaded = loadstring("return 1"),
  }
end
local v = setmetatable(fresh(), {__mode = "v"})
local k = setmetatable({}, {__mode = "k"})
for name, object in pairs(fresh()) do k[object] = name end
collectgarbage()
print(next(v), next(k))
v.print, v.number, v.boolean = print, 1.5, false
k[print] = 1
collectgarbage()
print(v.print == print, v.number, v.boolean, k[print])
