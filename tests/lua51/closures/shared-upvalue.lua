-- Two closures of one variable see each other's changes, before and after the
-- function that declared it has returned.
local function cell(v)
  local function get() return v end
  local function set(new) local old = v v = new return old end
  print("inside", get(), set("changed"), get())
  v = "by the owner"
  return get, set
end
local get, set = cell("first")
print(get(), set(2), get(), set(nil), get())
local function nested()
  local x = 1
  return function()
    x = x + 1
    return function()
      x = x * 10
      return x
    end
  end
end
local a = nested()
local b, c = a(), a()
print(b(), c(), a()(), b())
