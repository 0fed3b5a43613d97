-- Reads and writes of globals noted by a proxy for the global table.
local log, real = {}, {}
local env = setmetatable({}, {
  __index = function(_, k) log[#log + 1] = "get " .. k local v = real[k] if v == nil then v = _G[k] end return v end,
  __newindex = function(_, k, v) log[#log + 1] = "set " .. k .. " " .. (type(v) == "number" and v or type(v)) real[k] = v end,
})
local f = setfenv(assert(loadstring [[
  a = 1
  local b = a
  a = a + b
  function g() c = a return c end
  return g(), tostring(undefinedname)
]]), env)
print(f())
print(table.concat(log, "; "))
print(a, c, g, real.a, real.c)
