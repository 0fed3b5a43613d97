-- The place that a message begins with.
local function try(f, ...) print(select(2, pcall(f, ...))) end
try(function() error("one") end)
try(function() error("zero", 0) end)
try(function() error("two", 2) end)
try(function() local function f() error("two", 2) end f() end)
try(function()
  local function g() error("three", 3) end
  local function f() g() end
  f()
end)
try(function() local function f() return error("in a tail call") end f() end)
try(function() local function f() error("caller's tail call", 2) end return f() end)
try(function() error("far", 100) end)
try(function() error("negative", -1) end)
try(function() error(5) end)
try(function() error(5, 0) end)
try(function() error(2.5, 2) end)
try(function() error("1.9", 1.9) end)
try(function() error("text", "2") end)
try(error, "called by pcall")
try(error, "called by pcall", 2)
try(error)
try(error, nil)
print(type(select(2, pcall(error, {}))), select(2, pcall(error, true)))
try(function()
  local x =
    1 +
    undefined +
    2
end)
try(function()
  undefined(
    1,
    2
  )
end)
try(function() string.rep() end)
try(string.rep)
try(loadstring("error('in a chunk')", "=chunk"))
try(loadstring("error('in a chunk')", "@chunk.lua"))
try(loadstring("error('in a chunk')"))
try(loadstring("\nerror('in a chunk')\n"))
