local store = {}
local t = setmetatable({old = 1}, {__newindex = store})
t.new, t.old = "n", "o"
print(rawget(t, "new"), store.new, t.old, store.old)
t.old = nil
t.old = "again"
print(rawget(t, "old"), store.old)
local log = {}
local u = setmetatable({}, {__newindex = function(t, k, v) log[#log + 1] = k .. "=" .. tostring(v) rawset(t, k, v) end})
u.a = 1 u.a = 2 u.b = nil u.b = 3 u[1] = "one" u[1] = "two"
print(table.concat(log, " "), u.a, u.b, u[1])
local chain = setmetatable({}, {__newindex = setmetatable({}, {__newindex = function(t, k, v) print("end", k, v) end})})
chain.x = 1
print(rawget(chain, "x"))
local loop = {} setmetatable(loop, {__newindex = loop})
print(pcall(function() loop.x = 1 end))
print(pcall(function() setmetatable({}, {__newindex = 5}).x = 1 end))
print(pcall(function() setmetatable({}, {__newindex = print})[nil] = 1 end))
