-- module calls its options, and finds tables that are there.
local function option(name) return function(m) print("option", name, m._NAME, m == package.loaded[m._NAME]) end end
package.preload.a = function(...) module(..., option(1), option(2), package.seeall) b = 1 end
print(require("a").b)
existing = {kept = true}
package.preload.existing = function(...) module(..., package.seeall) added = true end
print(require("existing") == existing, existing.kept, existing.added)
taken = 5
print(pcall(loadstring("module('taken')")))
print(pcall(loadstring("module('taken.deeper')")))
print(pcall(module))
print(pcall(module, "from.c"))
print(pcall(loadstring("module('bad', 5)")))
print(pcall(loadstring("module({})")))
print(pcall(package.seeall))
print(pcall(package.seeall, 5))
package.loaded.ready = {_NAME = "own name"}
local ready = package.loaded.ready
loadstring("module('ready') x = 1")()
print(ready.x, ready._NAME, ready._M)
print(select("#", (function() return module("counted", package.seeall) end)()))
