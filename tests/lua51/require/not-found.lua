-- Where a module was looked for.
package.path, package.cpath = "./?.lua;./?/init.lua;/nowhere/?.lua", "./?.so;/nowhere/?.so"
print(pcall(require, "missing"))
print(pcall(require, "a.b.c"))
print(pcall(require, ""))
print(pcall(require, "with space"))
package.path = ""
print(pcall(require, "missing"))
package.path, package.cpath = ";;./?.lua;;", ""
print(pcall(require, "missing"))
package.path = "no mark"
print(pcall(require, "missing"))
package.path = "?;?.?"
print(pcall(require, "missing.two"))
print(pcall(function() require("missing") end))
print(pcall(require))
print(pcall(require, {}))
print(pcall(require, 5))
