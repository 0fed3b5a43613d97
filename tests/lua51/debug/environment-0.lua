-- Level 0 is the thread's environment, which chunks get that it loads.
local function global() return x end
x = "global"
local print, loadstring, getfenv, setfenv = print, loadstring, getfenv, setfenv
local before, tostring, pcall = getfenv(0), tostring, pcall
setfenv(0, {x = "no tostring for print"})
local ok, message = pcall(print, x)
setfenv(0, before)
print(ok, message)
setfenv(0, {x = "thread's", getfenv = getfenv, tostring = tostring})
print(global(), loadstring("return x")())
print(getfenv(0) == before, getfenv(1) == before, loadstring("return getfenv(0) == getfenv(1)")())
setfenv(0, before)
print(loadstring("return x")())
local co = coroutine.wrap(function()
  setfenv(0, {x = "coroutine's", tostring = tostring})
  return loadstring("return x")()
end)
print(co(), loadstring("return x")())
