-- setlocal changes variables of running functions, those that closures hold too.
local function set(level, name, value)
  for n = 1, 250 do
    local found = debug.getlocal(level + 1, n)
    if not found then return nil end
    if found == name then return debug.setlocal(level + 1, n, value) end
  end
end
local function f(a)
  local b = "b"
  local function get() return b end
  print(set(1, "a", 10), a)
  print(set(1, "b", 20), b, get())
  print(set(1, "nothing", 1))
end
f(1)
local main = "old"
print(set(1, "main", "new"), main)
for i = 1, 2 do local last = i set(1, "last", -i) io.write(last, " ") end
print()
print(debug.setlocal(1, 100, 1))
print(pcall(debug.setlocal, 1, 1))
print(pcall(debug.setlocal, 100, 1, 1))
print(pcall(debug.setlocal, 1))
print(pcall(debug.setlocal))
print(pcall(debug.getlocal, 100, 1))
print(pcall(debug.getlocal, 1))
print(pcall(debug.getlocal, {}, 1))
print(pcall(debug.getlocal))
