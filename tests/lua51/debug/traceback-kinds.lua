-- Each kind of call in a traceback.
local function show() print(debug.traceback()) end
function global() show() end
local t = {} function t.field() show() end function t:method() show() end
global() t.field() t:method()
;(function() show() end)()
pcall(show)
local function tail() return show() end
tail()
print((("x"):gsub("x", show)))
local m = setmetatable({}, {__index = function() show() end, __lt = function() show() end, __concat = show})
local _ = m.x
_ = m < setmetatable({}, getmetatable(m))
_ = m .. "x"
for _ in show do end
table.sort({1, 2}, function() show() end)
xpcall(show, print)
loadstring("local show = ... show()", "=chunk")(show)
