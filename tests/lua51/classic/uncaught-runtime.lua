-- A run-time error deep in calls, with its traceback.
local t = { inner = {} }
local function level3(x) return x.missing.field end
function level2(x) local r = level3(x) return r end
function t.inner.level1(x) level2(x) return 1 end
local co = coroutine.wrap(function() t.inner.level1({}) end)
print(pcall(t.inner.level1, {}))
t.inner.level1({})
