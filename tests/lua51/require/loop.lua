-- Modules that require one another.
local function file(name, text) local f = io.open(name .. ".lua", "w") f:write(text) f:close() end
package.path, package.cpath = "./?.lua", ""
file("one", "print('one', pcall(require, 'two')) return 1")
file("two", "print('two', pcall(require, 'one')) return 2")
print(require "one", require "two")
file("self", "print(type(package.loaded.self), pcall(require, 'self'))")
print(require "self")
file("early", "package.loaded[...] = {} require('late') package.loaded[...].done = true")
file("late", "return {early = require('early')}")
require "early"
print(require("late").early.done)
