-- A method's arguments are counted after the object, which is self.
local function try(f, ...) print(select(2, pcall(f, ...))) end
local class = {rep = string.rep, sort = table.sort, insert = table.insert, floor = math.floor}
class.__index = class
local o = setmetatable({}, class)
try(function() o:rep(2) end)
try(function() o.rep(o, 2) end)
try(function() o:floor() end)
try(function() o:sort(5) end)
try(function() o:insert() end)
try(function() o:insert(1, 2, 3) end)
try(function() io.stdout.write() end)
try(function() io.stdout.write({}) end)
try(function() io.stdout:write({}) end)
try(function() io.stdout:write("", nil) end)
try(function() io.stdout:seek("nowhere") end)
try(function() io.stdout.close({}) end)
try(function() local f = io.stdout f:setvbuf("odd") end)
try(function() ("x"):find() end)
try(function() ("x"):find("x", {}) end)
try(function() ("x"):gsub("x") end)
try(function() ("x"):gsub("x", true) end)
try(function() ("x").gsub() end)
try(function() local s = "x" return s:byte({}) end)
