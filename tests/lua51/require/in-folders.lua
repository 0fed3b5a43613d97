-- Dots are folders, and init.lua stands for its own.
package.path, package.cpath = "./?.lua;./?/init.lua", ""
os.execute("mkdir -p pkg/sub")
local function file(name, text) local f = io.open(name, "w") f:write(text) f:close() end
file("pkg/init.lua", "return 'pkg by init: ' .. ...")
file("pkg/mod.lua", "return 'module: ' .. ...")
file("pkg/sub/init.lua", "return 'sub by init: ' .. ... .. ' ' .. debug.getinfo(1, 'S').source")
print(require "pkg")
print(require "pkg.mod")
print(require "pkg.sub")
print(pcall(require, "pkg.none"))
print(require "pkg/mod")
