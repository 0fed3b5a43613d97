-- newproxy's __gc runs when a proxy is collected, and at the end.
local order = {}
local function proxy(name) local p = newproxy(true) getmetatable(p).__gc = function() order[#order + 1] = name end return p end
proxy("a")
local kept = proxy("kept")
collectgarbage() collectgarbage()
print(table.concat(order, " "), type(kept))
kept = nil
collectgarbage() collectgarbage()
print(table.concat(order, " "))
local last = newproxy(true)
getmetatable(last).__gc = function() print("at the end") end
print(getmetatable(newproxy()), getmetatable(newproxy(false)), pcall(newproxy, {}) )
print(getmetatable(newproxy(last)) == getmetatable(last))
