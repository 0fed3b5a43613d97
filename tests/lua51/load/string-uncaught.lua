-- An error in a chunk without a name, called by another.
local function run(s) return assert(loadstring(s))() end
print(run "return 1")
run "local a = 1\nerror('deep ' .. a)"
