print()
print(nil, true, false, 1, -0.5, 1e300, "text", "")
print(setmetatable({}, {__tostring = function() return "object" end}))
print(pcall(print, setmetatable({}, {__tostring = function() return {} end})))
print(pcall(print, setmetatable({}, {__tostring = function() return 12 end})))
local real = tostring
tostring = function(v) return "<" .. real(v) .. ">" end
print(1, "a", nil)
tostring = function() return 7 end print("x")
tostring = function() return nil end real(pcall(print, "x"))
local ok, message = pcall(print, "x")
tostring = nil
io.write(real(ok), " ", message, "\n")
io.write(real((pcall(print, "x"))), "\n")
tostring = real
print(select("#", print()))
print(("x"):rep(10000):len(), #("y"):rep(5000))
