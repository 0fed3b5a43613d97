-- What require gives for what a module returns or stores.
local function file(name, text) local f = io.open(name .. ".lua", "w") f:write(text) f:close() end
package.path, package.cpath = "./?.lua", ""
file("returns", "print('loading', ...) return {value = 1}")
file("nothing", "print('loading', ...)")
file("stores", "package.loaded[...] = 'stored'")
file("both", "package.loaded[...] = 'stored' return 'returned'")
file("false_", "return false")
file("several", "return 1, 2, 3")
local a, b = require "returns", require "returns"
print(a == b, a.value, package.loaded.returns == a)
print(require "nothing", package.loaded.nothing)
print(require "stores", require "both", require "several")
print(require "false_", package.loaded.false_)
print(require "false_")
package.loaded.returns = nil
print(require("returns") == a)
print(select("#", require "several"), (require("several")))
