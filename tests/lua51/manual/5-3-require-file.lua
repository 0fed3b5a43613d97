-- require of files, with errors in them.
local function file(name, text) local f = assert(io.open(name, "w")) f:write(text) f:close() end
package.path, package.cpath = "./?.lua", ""
file("m1.lua", "print('loading', ...) return { v = 1 }")
print(require("m1").v, require("m1").v)
file("m2.lua", "return = 1")
print(pcall(require, "m2"))
file("m3.lua", "error('in m3')")
print(pcall(require, "m3"))
print(pcall(require, "m3"))
file("m4.lua", "error({})")
print(type(select(2, pcall(require, "m4"))))
file("loop1.lua", "require 'loop2'") file("loop2.lua", "require 'loop1'")
print(pcall(require, "loop1"))
package.loaded.m1 = nil
print(require("m1").v)
package.path = 1
print(pcall(require, "m5"))
package.path = nil
print(pcall(require, "m5"))
package.loaders = nil
print(pcall(require, "m6"))
