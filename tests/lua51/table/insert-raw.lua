-- Fields are set without metamethods.
local log = {}
local t = setmetatable({}, {
  __newindex = function(_, k, v) log[#log + 1] = k end,
  __index = function(_, k) return "never" end,
})
table.insert(t, "a")
table.insert(t, 1, "b")
print(rawget(t, 1), rawget(t, 2), #log)
print(table.remove(t), rawget(t, 1), rawget(t, 2), #log)
