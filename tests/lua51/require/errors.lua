-- Modules that fail while they are loaded or compiled.
local function file(name, text) local f = io.open(name .. ".lua", "w") f:write(text) f:close() end
package.path, package.cpath = "./?.lua", ""
file("raises", "local x = nil\nerror('at load')")
file("broken", "\nx = = 1")
file("object", "error({code = 5})")
file("needs", "return require 'raises'")
print(pcall(require, "raises"))
print(pcall(require, "raises"))
package.loaded.raises = nil
print(pcall(require, "needs"))
print(pcall(require, "broken"))
print(pcall(require, "broken"))
local ok, e = pcall(require, "object") print(ok, type(e), e.code)
print(pcall(require, "object"))
os.execute("mkdir folder.lua")
print(pcall(require, "folder"))
