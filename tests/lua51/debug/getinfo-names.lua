-- What a running function is called, by each kind of call.
local function who()
  local info = debug.getinfo(2, "nS")
  return (info.namewhat == "" and "-" or info.namewhat) .. " " .. tostring(info.name) .. " " .. info.what
end
local function here() return (who()) end
function global() return (who()) end
local t = {field = function() return (who()) end, [1] = function() return (who()) end}
function t:method() return (who()) end
t.sub = {deep = t.field}
print(here())
print(global())
print(t.field())
print(t[1]())
print(t:method())
print(t.sub.deep())
print((function() return (who()) end)())
print(select(2, pcall(global)))
local up = here
print((function() return (up()) end)())
print((function() return up() end)())
print(setmetatable({}, {__index = function() return (who()) end}).x)
print(setmetatable({}, {__call = function() return (who()) end})())
print(setmetatable({}, {__add = function() return (who()) end}) + 1)
print(-setmetatable({}, {__unm = function() return (who()) end}))
for name in function(_, last) if not last then return (who()) end end do print(name) end
print(("x"):gsub("x", function() return (who()) end))
print((coroutine.wrap(function() return (who()) end)()))
local k = "field"
print(t[k]())
print(who())
