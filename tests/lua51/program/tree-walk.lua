-- Binary search trees walked by coroutines; two trees compared leaf by leaf.
local function insert(t, v) if not t then return { v = v } end if v < t.v then t.left = insert(t.left, v) elseif v > t.v then t.right = insert(t.right, v) end return t end
local function build(...) local t for _, v in ipairs { ... } do t = insert(t, v) end return t end
local function walk(t) if t then walk(t.left) coroutine.yield(t.v) walk(t.right) end end
local function each(t) return coroutine.wrap(function() walk(t) end) end
local function same(a, b) local x, y = each(a), each(b) while true do local p, q = x(), y() if p ~= q then return false, p, q end if p == nil then return true end end end
local a, b, c = build(5, 2, 8, 1, 9), build(1, 2, 5, 8, 9), build(5, 2, 8, 1, 7)
for v in each(a) do io.write(v, " ") end print()
print(same(a, b), same(a, c), same(a, nil))
local function depth(t) return t and 1 + math.max(depth(t.left), depth(t.right)) or 0 end
print(depth(a), depth(b), depth(nil))
local function merge(x, y)
  return coroutine.wrap(function()
    local p, q = x(), y()
    while p or q do if not q or p and p <= q then coroutine.yield(p) p = x() else coroutine.yield(q) q = y() end end
  end)
end
for v in merge(each(a), each(c)) do io.write(v, " ") end print()
