-- examples.lua: each rule of the machine by an example, under a fake clock.
local here = arg[0]:gsub("[^/]*$", "")
package.path = here .. "?.lua;" .. package.path

-- same raises an error at the line of the test where got is not want.
function same(got, want)
  if got ~= want then error(("got  %s\n  want %s"):format(tostring(got), tostring(want)), 2) end
end

local failed = 0
for _, family in ipairs { "order", "restart", "strategy", "stop", "shutdown", "ready", "health", "signal", "command", "reload" } do
  local examples = require("examples." .. family)
  local names = {}
  for name in pairs(examples) do table.insert(names, name) end
  table.sort(names)
  for _, name in ipairs(names) do
    local ok, failure = xpcall(examples[name], function(failure) return tostring(failure) end)
    if not ok then
      failed = failed + 1
      print(("%s: %s:\n  %s"):format(family, name, failure))
    end
  end
end
os.exit(failed == 0 and 0 or 1)
