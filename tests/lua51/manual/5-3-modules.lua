-- Section 5.3: module, require, package.
package.preload.first = function(name, ...) return { name = name, extra = select("#", ...) } end
print(require("first").name, require("first").extra, require("first") == package.loaded.first)
package.preload.second = function() end
print(require("second"), package.loaded.second)
package.preload.third = function(name) package.loaded[name] = "set by itself" end
print(require("third"))
package.preload.falsy = function() return false end
print(require("falsy"), package.loaded.falsy)
package.preload.mod = function(...)
  module(..., package.seeall)
  function hello() return "hello from " .. _NAME end
end
require "mod"
print(mod.hello(), mod._NAME, mod._M == mod, mod._PACKAGE)
package.preload["a.b.c"] = function(...) module(...) x = 1 end
require "a.b.c"
print(a.b.c.x, a.b.c._NAME, a.b.c._PACKAGE)
print(pcall(require)) print(type(package.path), type(package.cpath), type(package.loaders[4]), package.config:sub(1, 1))
package.path, package.cpath = "./?.lua;./?/init.lua", "./?.so"
print(pcall(require, "no.such"))
print(package.loaded._G == _G, package.loaded.string == string, package.loaded.io == io)
