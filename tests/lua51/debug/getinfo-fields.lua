-- The fields of getinfo, by option letter.
local function show(info)
  for _, k in ipairs{"name", "namewhat", "what", "short_src", "source", "currentline",
      "linedefined", "lastlinedefined", "nups", "activelines", "func"} do
    local v = info[k]
    io.write(k, "=", (type(v) == "table" or type(v) == "function") and type(v) or tostring(v), " ")
  end
  print()
end
local up = 1
local function f() show(debug.getinfo(1)) return up end
f()
for _, what in ipairs{"n", "S", "l", "u", "f", "L", "", "nSluf", "SS"} do show(debug.getinfo(f, what)) end
show(debug.getinfo(print))
show(debug.getinfo(1))
show(debug.getinfo(2))
print(debug.getinfo(3), debug.getinfo(100))
show(debug.getinfo(0))
show(debug.getinfo(-1))
show(debug.getinfo(1, "S"))
show(debug.getinfo("1", "l"))
show(debug.getinfo(1.9, "l"))
