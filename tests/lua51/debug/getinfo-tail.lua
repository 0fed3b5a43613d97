-- A tail call leaves a level of which nothing is known.
local function levels(from)
  local level = from
  while true do
    local info = debug.getinfo(level + 1, "nSl")
    if not info then break end
    print(level, info.what, info.short_src, info.currentline, "'" .. tostring(info.name) .. "'", info.namewhat)
    level = level + 1
  end
end
local function last() levels(1) return 1 end
local function first() return last() end
local function chain() return first() end
print((chain()))
local info = (function() return (function() return (debug.getinfo(2)) end)() end)()
print(info.what, info.func, info.nups, info.source, info.linedefined, info.lastlinedefined)
