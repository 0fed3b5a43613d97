-- A comparison that fails, uncaught, and its traceback.
print "before"
local function less(a, b)
  return a < b
end
table.sort({1, {}, 2}, less)
