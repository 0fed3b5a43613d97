-- A cache of results, as scripts write it.
local made = 0
local cache = setmetatable({}, {__mode = "v"})
local function get(name)
  local object = cache[name]
  if not object then
    made = made + 1
    object = {name = name}
    cache[name] = object
  end
  return object
end
local a = get "a"
print(get("a") == a, made)
get "b"
collectgarbage()
print(get("a") == a, made)
get "b"
print(made)
a = nil
collectgarbage()
print(next(cache))
