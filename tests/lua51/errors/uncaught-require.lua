print("before")
package.path, package.cpath = "./?.lua", ""
local function load() require "not.there" end
load()
