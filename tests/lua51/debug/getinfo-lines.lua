-- Lines: where a function is defined, where it is, where it has code.
local function f(a)

  local b = a
  if b then
    b = b + 1
  end

  return debug.getinfo(1, "l").currentline,
    b
end
print(f(1))
local info = debug.getinfo(f, "SL")
print(info.linedefined, info.lastlinedefined)
local lines = {}
for line, active in pairs(info.activelines) do lines[#lines + 1] = line .. tostring(active) end
table.sort(lines)
print(table.concat(lines, " "))
print(debug.getinfo(1, "l").currentline)
print(
  debug.getinfo(1, "l").currentline,
  debug.getinfo(
    1, "l"
  ).currentline
)
print(debug.getinfo(print, "L").activelines)
local g = loadstring("\n\nreturn debug.getinfo(1, 'Sl')\n\n", "@chunk")
info = g()
print(info.currentline, info.linedefined, info.lastlinedefined, info.what)
local one = function() end
info = debug.getinfo(one, "S")
print(info.linedefined == info.lastlinedefined, info.linedefined)
