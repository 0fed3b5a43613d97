-- Messages tell the line of the function at the level that error names.
local function l1() error("one") end
local function l2() error("two", 2) end
local function l3() error("three", 3) end
local function call2()
  l2()
end
local function call3()
  local function inner()
    l3()
  end
  inner()
end
print(pcall(l1)) print(pcall(call2)) print(pcall(call3)) print(pcall(l2)) print(pcall(error, "direct")) print(pcall(error, "direct", 1)) print(pcall(error, "direct", 2))
print(pcall(function() local x = nil; x.y = 1 end))
print(pcall(function()
  return 1 +
    nil
end))
print(pcall(loadstring("error('in chunk')", "=chunk"))) print(pcall(loadstring("\n\nlocal x = y.z", "@file.lua"))) print(pcall(loadstring("error('text')")))
print(pcall(string.rep)) print(pcall(function() string.rep() end)) print(pcall(function() ("x"):rep({}) end)) print(pcall(setmetatable, 1))
local function tail() return error("tail", 2) end print(pcall(function() tail() end))
print(select(2, pcall(error, "far", 50)))
